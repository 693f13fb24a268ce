using System.Globalization;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Search.Segments;

/// <summary>Which messages a segment is of: all of a mailbox that had a UID of this range when it was made. It is the name of its file too.</summary>
internal readonly record struct SegmentName(MailboxId Mailbox, UidRange Uids)
{
    private const string Prefix = "t-";

    public bool Covers(in SegmentName other) => Uids.First <= other.Uids.First && Uids.Last >= other.Uids.Last;

    public static bool TryParse(string file, out SegmentName name)
    {
        name = default;
        var parts = file.StartsWith(Prefix, StringComparison.Ordinal) ? file[Prefix.Length..].Split('-') : [];
        if (parts.Length != 3 || parts[0].Length != 16 || parts[1].Length != 8 || parts[2].Length != 8
            || !ulong.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var mailbox)
            || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var first)
            || !uint.TryParse(parts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var last))
        {
            return false;
        }

        name = new(new(mailbox), new(new Uid(first), new Uid(last)));
        return first > 0 && first <= last && string.Equals(name.ToString(), file, StringComparison.Ordinal);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Mailbox.Value:x16}-{Uids.First.Value:x8}-{Uids.Last.Value:x8}");
}
