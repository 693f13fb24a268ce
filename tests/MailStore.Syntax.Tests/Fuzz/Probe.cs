using MailStore.Syntax.Tests.Differential;
using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.Fuzz;

/// <summary>Parses in guarded memory and checks what holds for any input: no exception, nothing allocated, an answer that makes sense.</summary>
internal sealed class Probe(Contender contender, GuardedMemory memory)
{
    private const int LongBytes = 100_000;

    private readonly List<byte> _resumePoints = [];

    /// <summary>Parses so far.</summary>
    public long Count { get; private set; }

    public IReadOnlyList<byte> ResumePoints => _resumePoints;

    /// <summary>Null if all is well. The input is one frame, whatever is in it.</summary>
    public string? Check(byte[] frame)
    {
        var fault = Check(memory.BeforeEnd(frame), 0);
        if (frame.Length > LongBytes)
        {
            return Tell(fault, frame); // Once is enough for what takes long.
        }

        fault ??= Check(memory.BehindStart(frame), 0);
        for (var i = 0; i < _resumePoints.Count && fault is null; i++)
        {
            fault = Check(memory.BeforeEnd(frame), _resumePoints[i]);
        }

        return Tell(fault, frame);
    }

    private string? Tell(string? fault, byte[] frame) => fault is null ? null : $"{contender}: {fault} {Show(frame)}";

    private static string Show(byte[] frame) =>
        frame.Length <= 400 ? Comparison.Show(frame) : $"{Comparison.Show(frame[..200])} ... {frame.Length} octets ... {Comparison.Show(frame[^50..])}";

    private ParseStatus Parse(Frame frame, byte resumePoint, out ParseStop stop, out long allocated)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var status = resumePoint == 0 ? contender.Parser.Parse(frame, out stop) : contender.Parser.Resume(frame, resumePoint, out stop);
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return status;
    }

    private string? Check(Frame frame, byte resumePoint)
    {
        Count++;
        var status = Parse(frame, resumePoint, out var stop, out var allocated);
        if (allocated != 0)
        {
            // What the runtime makes at the first use of a method is not the parser's; it is not made twice.
            status = Parse(frame, resumePoint, out stop, out allocated);
            if (allocated != 0)
            {
                return $"{allocated} bytes allocated by";
            }
        }

        switch (status)
        {
            case ParseStatus.Complete:
                return null;
            case ParseStatus.Invalid:
                return stop.Offset >= 0 && stop.Offset <= frame.Length ? null : $"offset {stop.Offset} of";
            case ParseStatus.NeedLiteral:
                var literal = stop.Literal;
                if (literal.IsStreamed && !_resumePoints.Contains(literal.ResumePoint))
                {
                    _resumePoints.Add(literal.ResumePoint);
                }

                var header = frame.Bytes[literal.HeaderOffset..];
                return stop.Offset == frame.Length && header[0] is (byte)'{' or (byte)'~' && header.EndsWith("}\r\n"u8) ? null : $"{stop} of";
            default:
                return $"{status} of";
        }
    }
}
