using System.Diagnostics.CodeAnalysis;
using System.Text;
using MailStore.Abstractions.Unicode;

namespace MailStore.Abstractions.Accounts;

/// <summary>What a user logs in as and mail is addressed to: <c>anna@example.org</c>. Compared without regard to case, in form C.</summary>
public readonly struct AccountName : IEquatable<AccountName>
{
    /// <summary>RFC 5321 §4.5.3.1: 64 octets before the @ and 255 behind it.</summary>
    public const int OctetsMax = 320;

    private readonly string? _text;

    private AccountName(string text)
    {
        _text = text;
    }

    /// <summary>In lower case.</summary>
    public string Text => _text ?? "";

    public static bool operator ==(AccountName left, AccountName right) => left.Equals(right);

    public static bool operator !=(AccountName left, AccountName right) => !left.Equals(right);

    public static bool TryCreate(string text, out AccountName name)
    {
        name = default;
        if (text.Length == 0 || text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || char.IsSurrogate(letter)))
        {
            return false;
        }

        // Lower case of form C is not always in form C.
        text = FormC.Of(FormC.Of(text).ToLowerInvariant());
        if (Encoding.UTF8.GetByteCount(text) > OctetsMax)
        {
            return false;
        }

        name = new(text);
        return true;
    }

    public static AccountName Create(string text) =>
        TryCreate(text, out var name) ? name : throw new ArgumentException("Not a name of an account.", nameof(text));

    public bool Equals(AccountName other) => Text == other.Text;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is AccountName other && Equals(other);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
