using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Unicode;

namespace MailStore.Server.Accounts.Embedded;

/// <summary>Addresses as the directory compares them.</summary>
internal static class AddressText
{
    /// <summary>In lower case of form C; RFC 5321 §2.4 leaves the local part's case to whoever has the mailbox: here it makes no difference.</summary>
    public static string Fold(string text)
    {
        // RFC 5321 §2.3.5: the name of a domain may be written with the final dot of the DNS.
        var trimmed = text.EndsWith('.') && text.Contains('@') ? text[..^1] : text;
        return FormC.Of(FormC.Of(trimmed).ToLowerInvariant());
    }

    /// <summary>Local part and domain, both folded; the domain is empty for a name alone. The local part keeps its letters in <paramref name="written"/>.</summary>
    public static (string Local, string Domain) Split(EnvelopeAddress address, out string written)
    {
        written = Encoding.UTF8.GetString(address.Local.Span);
        var domain = Encoding.UTF8.GetString(address.Domain.Span);
        return (Fold(written), Fold(domain.EndsWith('.') ? domain[..^1] : domain));
    }

    public static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    /// <summary>An address of the form <c>local@domain</c>, short enough for an envelope.</summary>
    public static bool IsAddress(string text) => EnvelopeAddress.TryParse(text, out _) && !text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter));
}
