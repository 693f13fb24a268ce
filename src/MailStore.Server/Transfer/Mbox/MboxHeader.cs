using System.Globalization;
using System.Text;
using MailStore.Abstractions.Messages;

namespace MailStore.Server.Transfer.Mbox;

/// <summary>
/// Fields that are no message's own but its file's: flags, UIDs, and of the first message what concerns all. They are taken out.
/// Ours, which an export puts behind the others, says what nobody else's can: <c>X-MailStore: octets lf|crlf offset unique-id</c>; what
/// follows it is the message octet for octet.
/// </summary>
internal sealed class MboxHeader
{
    private readonly List<Keyword> _keywords = [];
    private SystemFlags _system;

    public uint Uid { get; private set; }

    /// <summary>Of the first message: the file's UIDVALIDITY. 0 if it says none.</summary>
    public uint Validity { get; private set; }

    public uint UidLast { get; private set; }

    /// <summary>Only there for the file's sake: no message.</summary>
    public bool IsPseudo { get; private set; }

    /// <summary>Octets of the message if one of our exports said so; -1 otherwise.</summary>
    public long ExactBytes { get; private set; } = -1;

    /// <summary>Each LF in the file was CRLF.</summary>
    public bool HasBareLines { get; private set; }

    public int OffsetMinutes { get; private set; }

    public UniqueId UniqueId { get; private set; }

    public FlagSet Flags => new(_system, [.. _keywords]);

    /// <summary>What stands in front of a message, from the From_ line on.</summary>
    public static string Write(MessageEntry message, FlagSet flags, string uniqueId, bool hasBareLines, string fileWide)
    {
        var text = new StringBuilder().Append(FromLine.Write(message.InternalDate)).Append('\n').Append(fileWide);
        text.Append(CultureInfo.InvariantCulture, $"X-UID: {message.Uid.Value}\n");
        text.Append("Status: ").Append(Letter(SystemFlags.Seen, 'R')).Append("O\n");
        text.Append("X-Status: ").Append(Letter(SystemFlags.Answered, 'A')).Append(Letter(SystemFlags.Deleted, 'D')).Append(Letter(SystemFlags.Flagged, 'F')).Append(Letter(SystemFlags.Draft, 'T')).Append('\n');
        text.Append("X-Keywords: ").AppendJoin(' ', flags.Keywords.Select(keyword => keyword.Name)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"X-MailStore: {message.Size} {(hasBareLines ? "lf" : "crlf")} {(int)message.InternalDate.Offset.TotalMinutes} {uniqueId}\n");
        return text.ToString();

        string Letter(SystemFlags flag, char letter) => (flags.System & flag) != SystemFlags.None ? letter.ToString() : "";
    }

    /// <summary>Takes a field that is the file's; false if it is the message's own. Senders write what they like, so what makes a message shorter or none counts only where no sender's field can stand.</summary>
    /// <param name="line">The field's first.</param>
    /// <param name="isFirst">Of the file's first message.</param>
    /// <param name="isInFront">The message's own fields follow.</param>
    public bool TryTake(ReadOnlySpan<byte> line, bool isFirst, bool isInFront)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
        {
            return false;
        }

        var value = Encoding.Latin1.GetString(line[(colon + 1)..]).Trim();
        switch (Encoding.Latin1.GetString(line[..colon]).TrimEnd().ToLowerInvariant())
        {
            case "status":
                _system |= value.Contains('R', StringComparison.Ordinal) ? SystemFlags.Seen : SystemFlags.None;
                _system |= value.Contains('D', StringComparison.Ordinal) ? SystemFlags.Deleted : SystemFlags.None;
                return true;
            case "x-status":
                TakeStatus(value);
                return true;
            case "x-keywords":
                TakeKeywords(value);
                return true;
            case "x-uid":
                Uid = uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var uid) ? uid : 0;
                return true;
            case "x-imap" when isFirst:
                IsPseudo = true;
                TakeBase(value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                return true;
            case "x-imapbase":
                TakeBase(value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                return true;
            case "content-length":
                return true;
            case "x-mailstore" when isInFront:
                return TakeOurs(value.Split(' '));
            default:
                return false;
        }
    }

    private void TakeStatus(string value)
    {
        foreach (var letter in value)
        {
            _system |= letter switch
            {
                'A' => SystemFlags.Answered,
                'D' => SystemFlags.Deleted,
                'F' => SystemFlags.Flagged,
                'T' => SystemFlags.Draft,
                _ => SystemFlags.None,
            };
        }
    }

    private void TakeKeywords(string value)
    {
        foreach (var word in value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Keyword.TryCreate(word, out var keyword))
            {
                _keywords.Add(keyword);
            }
        }
    }

    private void TakeBase(string[] words)
    {
        if (words is [var validity, var last, ..]
            && uint.TryParse(validity, NumberStyles.None, CultureInfo.InvariantCulture, out var read)
            && uint.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var uid))
        {
            (Validity, UidLast) = (read, uid);
        }
    }

    private bool TakeOurs(string[] words)
    {
        if (words is not [var bytes, var ends, var offset, ..]
            || !long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var exact)
            || !int.TryParse(offset, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minutes)
            || Math.Abs(minutes) > 14 * 60)
        {
            return false;
        }

        (ExactBytes, HasBareLines, OffsetMinutes) = (exact, ends == "lf", minutes);
        UniqueId = words.Length > 3 && UniqueId.TryCreate(words[3], out var id) ? id : default;
        return true;
    }
}
