using MailStore.Mime.Text;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>A key that only the message itself can answer.</summary>
/// <param name="Field">Of the keys that look for text in one field.</param>
/// <param name="Text">What is looked for; nothing where a date is.</param>
internal sealed record SearchQuestion(SearchKeyKind Kind, byte[] Field, string Text, DateOnly Day)
{
    /// <summary>The text made ready; null where a date is looked for.</summary>
    public Needle? Needle { get; } = Kind is SearchKeyKind.Sentbefore or SearchKeyKind.Senton or SearchKeyKind.Sentsince ? null : new(Text);

    /// <summary>The same of another text. A copy of the record would keep the needle.</summary>
    public SearchQuestion Of(string text) => new(Kind, Field, text, Day);

    public bool IsOfBody => Kind is SearchKeyKind.Body or SearchKeyKind.Text;

    public bool IsOfDate => Kind is SearchKeyKind.Sentbefore or SearchKeyKind.Senton or SearchKeyKind.Sentsince;
}
