using System.Diagnostics.CodeAnalysis;
using System.Text;
using MailStore.Abstractions.Unicode;

namespace MailStore.Abstractions.Mailboxes;

/// <summary>
/// Name of a mailbox: levels with a slash between them, in Unicode's form C. INBOX is one in any case (RFC 9051 §5.1), also as
/// the first level of others. Names never reach a file system.
/// </summary>
public readonly struct MailboxName : IEquatable<MailboxName>, IComparable<MailboxName>
{
    public const char Delimiter = '/';

    /// <summary>Octets in UTF-8.</summary>
    public const int OctetsMax = 1000;

    public const int LevelsMax = 64;

    private const string InboxText = "INBOX";

    private readonly string? _text;

    private MailboxName(string text)
    {
        _text = text;
    }

    public static MailboxName Inbox { get; } = new(InboxText);

    public string Text => _text ?? "";

    public bool IsInbox => Text == InboxText;

    public int Levels => Text.Count(letter => letter == Delimiter) + 1;

    /// <summary>The last level alone.</summary>
    public string Leaf => Text[(Text.LastIndexOf(Delimiter) + 1)..];

    public static bool operator ==(MailboxName left, MailboxName right) => left.Equals(right);

    public static bool operator !=(MailboxName left, MailboxName right) => !left.Equals(right);

    public static bool operator <(MailboxName left, MailboxName right) => left.CompareTo(right) < 0;

    public static bool operator >(MailboxName left, MailboxName right) => left.CompareTo(right) > 0;

    public static bool operator <=(MailboxName left, MailboxName right) => left.CompareTo(right) <= 0;

    public static bool operator >=(MailboxName left, MailboxName right) => left.CompareTo(right) >= 0;

    /// <summary>
    /// From Unicode text. RFC 9051 §5.1 and RFC 5198 §2: no controls, no line or paragraph separators, nothing unpaired; no empty
    /// level, but one slash at the end is dropped, which clients put there to say that children will come (RFC 9051 §6.3.4).
    /// </summary>
    public static bool TryCreate(string text, out MailboxName name)
    {
        name = default;
        if (text.EndsWith(Delimiter))
        {
            text = text[..^1];
        }

        if (text.Length == 0 || HasForbidden(text))
        {
            return false;
        }

        text = FormC.Of(text);
        var levels = text.Split(Delimiter);
        if (levels.Length > LevelsMax || levels.Any(level => level.Length == 0) || Encoding.UTF8.GetByteCount(text) > OctetsMax)
        {
            return false;
        }

        if (levels[0].Equals(InboxText, StringComparison.OrdinalIgnoreCase))
        {
            text = InboxText + text[InboxText.Length..];
        }

        name = new(text);
        return true;
    }

    /// <summary>A text that is known to be a name.</summary>
    public static MailboxName Create(string text) =>
        TryCreate(text, out var name) ? name : throw new ArgumentException("Not a name of a mailbox.", nameof(text));

    /// <summary>The level above; false at the top.</summary>
    public bool TryGetParent(out MailboxName parent)
    {
        var end = Text.LastIndexOf(Delimiter);
        parent = end < 0 ? default : new(Text[..end]);
        return end >= 0;
    }

    public bool IsBelow(MailboxName other) =>
        Text.Length > other.Text.Length && Text[other.Text.Length] == Delimiter && Text.StartsWith(other.Text, StringComparison.Ordinal);

    /// <summary>The name that this one has when a level above it is renamed. False if it would be too long or too deep.</summary>
    public bool TryRebase(MailboxName from, MailboxName to, out MailboxName name) => TryCreate(to.Text + Text[from.Text.Length..], out name);

    public bool Equals(MailboxName other) => Text == other.Text;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is MailboxName other && Equals(other);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public int CompareTo(MailboxName other) => string.CompareOrdinal(Text, other.Text);

    public override string ToString() => Text;

    private static bool HasForbidden(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsControl(text[at]) || text[at] is '\u2028' or '\u2029')
            {
                return true;
            }

            if (char.IsSurrogate(text[at]) && (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[++at])))
            {
                return true;
            }
        }

        return false;
    }
}
