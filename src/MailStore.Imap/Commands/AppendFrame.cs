using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>
/// A frame of APPEND as steps, message by message. A command value holds what is said of the last message in its frame; those
/// before it are made of URLs alone (RFC 4469 with RFC 3502), and are parsed again, each by itself.
/// </summary>
internal static class AppendFrame
{
    /// <summary>The frame that the command begins with.</summary>
    public static bool TryRead(Frame frame, in AppendCommand command, bool hasLiteral, List<AppendStep> steps, out string fault)
    {
        var start = CatenateEnds.BehindMailbox(frame.Bytes);
        var ends = CatenateEnds.Of(frame.Bytes, start, isInside: false, out var isOpen);
        var last = new AppendRestCommand
        {
            Flags = command.Flags,
            InternalDate = command.InternalDate,
            Urls = command.Urls,
            Catenate = isOpen,
            Utf8 = command.Utf8,
        };
        steps.Clear();
        return TryReadMessages(frame, start, ends, last, hasLiteral, steps, out fault);
    }

    /// <summary>A frame behind octets.</summary>
    /// <param name="intake">Knows what message they were of.</param>
    public static bool TryReadRest(
        Frame frame, in AppendRestCommand rest, MessageIntake intake, bool hasLiteral, List<AppendStep> steps, out string fault)
    {
        fault = "";
        var (start, isInside) = (intake.IsInParentheses ? 1 : 0, intake.IsInside);
        var ends = CatenateEnds.Of(frame.Bytes, start, isInside, out var isOpen);
        steps.Clear();
        if (isInside)
        {
            steps.Add(AppendStep.More(frame, rest.MoreUrls, hasLiteral && ends.Count == 0));
            if (ends.Count == 0)
            {
                return true;
            }

            start = ends[0];
            ends.RemoveAt(0);
        }

        return IsOver(frame, start) || TryReadMessages(frame, start, ends, rest with { Catenate = isOpen }, hasLiteral, steps, out fault);
    }

    private static bool TryReadMessages(
        Frame frame, int start, List<int> ends, in AppendRestCommand last, bool hasLiteral, List<AppendStep> steps, out string fault)
    {
        // Without octets behind it the frame ends with the last message's list, and its line end.
        var isCatenated = last.Catenate;
        if (ends.Count > 0 && IsOver(frame, ends[^1]))
        {
            isCatenated = true;
            ends.RemoveAt(ends.Count - 1);
        }

        foreach (var end in ends)
        {
            if (!TryReadAlone(frame.Bytes[start..end], out var step, out fault))
            {
                return false;
            }

            steps.Add(step);
            start = end;
        }

        // What it lacks, the value still has from a message before it.
        var isRead = AppendStep.TryBegin(
            frame,
            last.Flags.Offset < start ? default : last.Flags,
            last.InternalDate.Offset < start ? default : last.InternalDate,
            last.Urls.Offset < start ? default : last.Urls,
            out var lastStep,
            out fault);
        steps.Add(lastStep with { IsCatenated = isCatenated, IsUtf8 = last.Utf8, HasLiteral = hasLiteral });
        return isRead;
    }

    // Tolerance: blanks before the line end, as everywhere.
    private static bool IsOver(Frame frame, int start) => frame.Bytes[start..].TrimStart((byte)' ').Length == 2;

    private static bool TryReadAlone(ReadOnlySpan<byte> message, out AppendStep step, out string fault)
    {
        byte[] line = [.. "a APPEND a"u8, .. message, .. "\r\n"u8];
        var frame = OwnFrame.Of(line);
        if (ImapParser.Parse(frame, out var command, out _) != ParseStatus.Complete)
        {
            throw new InvalidOperationException("What was parsed is parsed again with another outcome.");
        }

        var append = command.Append;
        var isRead = AppendStep.TryBegin(frame, append.Flags, append.InternalDate, append.Urls, out step, out fault);
        step = step with { IsCatenated = true };
        return isRead;
    }
}
