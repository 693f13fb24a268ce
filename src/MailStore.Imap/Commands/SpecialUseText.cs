using MailStore.Abstractions.Mailboxes;

namespace MailStore.Imap.Commands;

/// <summary>RFC 6154 §2, RFC 8457: the uses of a mailbox as words, as its entry of metadata has them (RFC 6154 §4).</summary>
internal static class SpecialUseText
{
    public static string Of(SpecialUse uses) =>
        string.Join(' ', Enum.GetValues<SpecialUse>().Where(use => use != SpecialUse.None && uses.HasFlag(use)).Select(use => $@"\{use}"));

    /// <summary>False for words that are no uses.</summary>
    public static bool TryRead(string text, out SpecialUse uses)
    {
        uses = SpecialUse.None;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word[0] != '\\' || !char.IsAsciiLetter(word[^1]) || !Enum.TryParse<SpecialUse>(word.AsSpan(1), ignoreCase: true, out var use) || use == SpecialUse.None)
            {
                return false;
            }

            uses |= use;
        }

        return true;
    }
}
