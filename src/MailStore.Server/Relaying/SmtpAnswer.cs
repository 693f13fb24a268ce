using MailStore.Abstractions.Relaying;

namespace MailStore.Server.Relaying;

/// <summary>A reply of the next server: a code, and what stands behind it on each line.</summary>
internal sealed record SmtpAnswer(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 400;

    public bool Offers(string keyword) =>
        Lines.Skip(1).Any(line => line.Equals(keyword, StringComparison.OrdinalIgnoreCase) || line.StartsWith(keyword + " ", StringComparison.OrdinalIgnoreCase));

    /// <summary>RFC 2034 §4: the enhanced status is the first word, if there is one.</summary>
    public RelayReply ToReply()
    {
        var text = Lines[^1];
        var word = text.Split(' ')[0];
        var isStatus = word.Split('.') is [['2' or '4' or '5'], var subject, var detail] && subject.All(char.IsAsciiDigit) && detail.All(char.IsAsciiDigit);
        return new(Code, isStatus ? word : "", isStatus ? text[word.Length..].TrimStart() : text);
    }
}
