using MailStore.Log.Commit;
using MailStore.Log.Records;
using Xunit;

namespace MailStore.Log.Tests.Ledger;

/// <summary>A state that keeps nothing.</summary>
internal sealed class SilentState : IVolumeState
{
    public void Replay(LogAddress address, ReadOnlySpan<byte> change, IReplay replay)
    {
    }

    public void Publish()
    {
    }

    public void Closed(Exception fault) => Assert.Fail(fault.ToString());
}
