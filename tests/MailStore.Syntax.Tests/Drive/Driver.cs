using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.Drive;

/// <summary>
/// Gives an input to a parser as a connection does: a line is a frame; where the parser asks for a literal, its octets and the next
/// line are added to the frame (a small string), or the octets go elsewhere and the next line is a frame of its own (a body).
/// Offsets are those of the whole input, so that a recogniser, which sees it in one piece, can be compared.
/// </summary>
/// <param name="isFolded">A frame is a header's value and may hold line ends: the whole input is one.</param>
internal sealed class Driver(IFrameParser parser, bool isFolded = false)
{
    private readonly PaddedFrame _memory = new();

    public DriveResult Run(byte[] input)
    {
        var (start, frames) = (0, 0);
        var resumePoint = (byte)0;
        var streamed = new List<Range>();
        var end = LineEnd(input, 0);
        while (end >= 0)
        {
            frames++;
            var frame = _memory.Of(input.AsSpan(start..end));
            var status = resumePoint == 0 ? parser.Parse(frame, out var stop) : parser.Resume(frame, resumePoint, out stop);
            switch (status)
            {
                case ParseStatus.Complete:
                    return new(end == input.Length ? DriveVerdict.Accepted : DriveVerdict.Refused, end, frames, streamed);
                case ParseStatus.Invalid:
                    Check(stop.Offset >= 0 && stop.Offset <= end - start, $"offset {stop.Offset} of a frame of {end - start}");
                    return new(DriveVerdict.Refused, start + stop.Offset, frames, streamed);
            }

            var literal = stop.Literal;
            Check(stop.Offset == end - start, $"NeedLiteral at {stop.Offset} of a frame of {end - start}");
            Check(input[start + literal.HeaderOffset] is (byte)'{' or (byte)'~', $"literal header at {literal.HeaderOffset}");
            if (literal.Size > (ulong)(input.Length - end))
            {
                return new(DriveVerdict.Incomplete, end, frames, streamed);
            }

            var behind = end + (int)literal.Size;
            if (literal.IsStreamed)
            {
                streamed.Add(end..behind);
                (start, resumePoint) = (behind, literal.ResumePoint);
            }

            var next = LineEnd(input, behind);
            if (next < 0)
            {
                return new(DriveVerdict.Incomplete, end, frames, streamed);
            }

            end = next;
        }

        return new(DriveVerdict.Incomplete, 0, frames, streamed);
    }

    private int LineEnd(byte[] input, int from)
    {
        if (isFolded)
        {
            return input.AsSpan().EndsWith("\r\n"u8) ? input.Length : -1;
        }

        var at = input.AsSpan(from).IndexOf("\r\n"u8);
        return at < 0 ? -1 : from + at + 2;
    }

    private static void Check(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The parser broke its contract: {what}.");
        }
    }
}
