using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Compaction;

/// <summary>Reads a sealed segment whole, and says what is wrong with it. It changes nothing.</summary>
internal sealed class SegmentProof(IStorage storage, FrameGuard guard, int blockBytes)
{
    private const int StepBytes = 1024 * 1024;
    private readonly List<SegmentFinding> _findings = [];

    public IReadOnlyList<SegmentFinding> Findings => _findings;

    /// <summary>What the footer should say.</summary>
    public SegmentFooter? Expected { get; private set; }

    /// <summary>What it says; null if there is none.</summary>
    public SegmentFooter? Footer { get; private set; }

    public uint Epoch { get; private set; }

    /// <summary>Whether the walk met damage that reaches to the file's end: a footer that was torn looks like that.</summary>
    public bool IsDamagedAtEndOnly { get; private set; }

    public IEnumerable<WorkStep> Read(uint segment, long length)
    {
        var name = SegmentName.Of(segment);
        var builder = new FooterBuilder();
        var paused = 0L;
        _findings.Clear();
        (Expected, Footer, IsDamagedAtEndOnly) = (null, null, false);
        using var walker = new SegmentWalker(storage.Open(name, WriteMode.ReadOnly), segment, guard, blockBytes, length);
        for (var step = walker.Next(); step != WalkStep.End; step = walker.Next())
        {
            switch (step)
            {
                case WalkStep.Damage:
                    IsDamagedAtEndOnly = _findings.Count == 0 && walker.Damage.To >= length;
                    _findings.Add(new SegmentFinding(name, walker.Damage.From, walker.Damage.To, "damaged"));
                    break;
                case WalkStep.Footer:
                    Footer = SegmentFooter.TryRead(walker.Payload, out var footer) ? footer : null;
                    break;
                default:
                    if (walker.Missing > 0 && _findings.Count == 0)
                    {
                        _findings.Add(new SegmentFinding(name, walker.Address.Offset, walker.Address.Offset, $"{walker.Missing} frames are missing before it"));
                    }

                    builder.Add(walker.Address.Offset, walker.Header, walker.Frame);
                    break;
            }

            if (walker.Position - paused >= StepBytes)
            {
                yield return WorkStep.Moved(walker.Position - paused);
                paused = walker.Position;
            }
        }

        Epoch = walker.Epoch;
        Expected = builder.Build();
        if (Footer is { } found && !IsSame(found, Expected))
        {
            _findings.Add(new SegmentFinding(name, found.Octets, length, $"the footer tells of {found.Frames} frames in {found.Octets} octets, and {Expected.Frames} in {Expected.Octets} are there"));
        }

        yield return WorkStep.Moved(length - paused);
    }

    private static bool IsSame(SegmentFooter one, SegmentFooter other) =>
        one.Frames == other.Frames
        && one.CrcOfCrcs == other.CrcOfCrcs
        && one.Octets == other.Octets
        && one.FirstSequence == other.FirstSequence
        && one.LastSequence == other.LastSequence
        && one.Index.AsSpan().SequenceEqual(other.Index);
}
