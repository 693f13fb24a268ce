namespace MailStore.Abstractions.Relaying;

/// <summary>What the next one said, to be said again.</summary>
/// <param name="Code">RFC 5321 §4.2: 2xx, 4xx or 5xx.</param>
/// <param name="Status">RFC 3463, as <c>5.1.1</c>; empty if it said none.</param>
public readonly record struct RelayReply(int Code, string Status, string Text)
{
    public bool IsPositive => Code is >= 200 and < 300;
}
