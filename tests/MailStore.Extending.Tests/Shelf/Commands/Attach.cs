using System.Text;
using Example.Shelf;
using MailStore.Extending.Tests.Shelf.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Extending.Tests.Shelf.Commands;

[CommandHandler("attach")]
internal static class Attach
{
    public static async ValueTask<string> HandleAsync(AttachCommand command, ShelfSession session)
    {
        // Labels are places in the frame, and the frame goes when the note is read: what is needed later is taken first.
        var labels = Labels(command.AttachLabels, session.Frame);
        var count = Count(command.SequenceSet, session.Frame, messages: 10);
        var note = new NoteSink();
        var (status, behind) = await session.StreamAsync(note);
        if (status != ParseStatus.Complete)
        {
            return $"BAD behind the note, at {session.Stop.Offset}: expected {ShelfParser.Describe(session.Stop)}";
        }

        var days = behind.AttachRest.AttachDays;
        return $"OK {count} messages, labels {labels}, a note of {note.Length} octets, {(days == 0 ? "for ever" : $"for {days} days")}";
    }

    private static string Labels(AstringList list, Frame frame)
    {
        var labels = new List<string>();
        Span<byte> buffer = stackalloc byte[256];
        foreach (var label in list.In(frame))
        {
            labels.Add(label.TryCopyTo(frame, buffer, out var length) ? Encoding.UTF8.GetString(buffer[..length]) : "(too long)");
        }

        return string.Join('|', labels);
    }

    private static uint Count(SequenceSet set, Frame frame, uint messages)
    {
        uint count = 0;
        foreach (var range in set.SeqRanges.In(frame))
        {
            // "*" arrives as the largest number; 0 as the last one says that there was no colon.
            var first = Math.Min(range.SeqFirst, messages);
            var last = range.SeqLast == 0 ? first : Math.Min(range.SeqLast, messages);
            count += Math.Max(first, last) - Math.Min(first, last) + 1;
        }

        return count;
    }
}
