using MailStore.Mime.Text;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>A key that only the message itself can answer.</summary>
/// <param name="Field">Of the keys that look for text in one field.</param>
/// <param name="Needle">What is looked for; null where a date is.</param>
internal sealed record SearchQuestion(SearchKeyKind Kind, byte[] Field, Needle? Needle, DateOnly Day)
{
    public bool IsOfBody => Kind is SearchKeyKind.Body or SearchKeyKind.Text;

    public bool IsOfDate => Kind is SearchKeyKind.Sentbefore or SearchKeyKind.Senton or SearchKeyKind.Sentsince;
}
