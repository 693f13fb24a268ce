using System.IO.Pipelines;
using System.Text;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;

namespace MailStore.Wire.Tests.Framing;

/// <summary>A session with a parser that knows one rule: what stands before the literal's header says what becomes of it.</summary>
internal static class ImapSession
{
    public static Func<PipeReader, List<string>, Task> Of(Limits limits, LineEnds ends = LineEnds.CrLfOnly) => async (input, record) =>
    {
        using var framer = new ImapFramer(input, limits, ends);
        var status = await framer.ReadAsync();
        var lineStart = 0;
        while (true)
        {
            if (status != FrameStatus.Ready)
            {
                record.Add(status.ToString());
                if (status is FrameStatus.Closed or FrameStatus.Abandon)
                {
                    return;
                }

                lineStart = 0;
                status = await framer.ReadAsync();
                continue;
            }

            record.Add("Ready " + Visible.Of(framer.Frame.Bytes));
            if (!TryParse(framer.Frame, lineStart, out var literal, out var verb))
            {
                lineStart = 0;
                status = await framer.ReadAsync();
                continue;
            }

            // A parser counts the octets of the literals that it has; this one remembers where the last of them ends.
            lineStart = verb is "APPEND" or "FULL" or "DRAIN" or "BAD" ? 0 : framer.Frame.Length + (int)Math.Min(literal.Size, 1000);
            status = await AnswerAsync(framer, literal, verb, record);
        }
    };

    private static async ValueTask<FrameStatus> AnswerAsync(ImapFramer framer, LiteralRequest literal, string verb, List<string> record)
    {
        switch (verb)
        {
            case "APPEND":
                var sink = new MemorySink();
                var copied = await framer.CopyLiteralAsync(literal, sink);
                record.Add("Sink " + Visible.Of(sink.Written));
                return copied;
            case "FULL":
                var full = new MemorySink(failsAt: 1);
                try
                {
                    return await framer.CopyLiteralAsync(literal, full);
                }
                catch (IOException)
                {
                    record.Add("Failed");
                    return await framer.ReadAsync();
                }

            case "DRAIN":
                return await framer.DrainLiteralAsync(literal);
            case "BAD":
                return await framer.ReadAsync();
            default:
                return await framer.AppendLiteralAsync(literal);
        }
    }

    private static bool TryParse(Frame frame, int lineStart, out LiteralRequest literal, out string verb)
    {
        var text = Encoding.Latin1.GetString(frame.Bytes);
        verb = text.Split(' ')[0];
        var hasHeader = LiteralHeader.TryRead(frame.Bytes[lineStart..], isCut: false, out var header);
        literal = new(0, header.Size, header.IsSynchronising, 0);
        return hasHeader;
    }
}
