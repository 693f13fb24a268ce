using MailStore.Log.Index;
using MailStore.Log.Segments;

namespace MailStore.Log.Recovery;

/// <summary>What recovery hands over: the index up to the journal's end, and where the journal goes on.</summary>
/// <param name="Manifest">The newest one.</param>
/// <param name="From">The one whose checkpoint was good.</param>
internal sealed record RecoveredVolume(Manifest Manifest, Manifest From, SegmentTable Segments, IVolumeIndex Index, JournalEnd End, uint Epoch);
