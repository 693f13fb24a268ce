using System.Text;
using System.Text.Unicode;
using MailStore.Abstractions.Accounts;
using MailStore.Smtp.Replies;

namespace MailStore.Smtp.Commands;

/// <summary>What the grammar does not say of an address: how long it may be, and when it may be in UTF-8.</summary>
internal static class AddressRules
{
    /// <returns>Null if it is fit.</returns>
    public static Reply? Judge(EnvelopeAddress address, bool isUtf8Announced, bool isSender)
    {
        var local = address.Local.Span;
        var domain = address.Domain.Span;

        // RFC 5321 §4.5.3.1.1, §4.5.3.1.2; RFC 3463 §3.2: 5.1.7 is about the sender's address, 5.1.3 about another's.
        if (local.Length > EnvelopeAddress.LocalBytesMax || domain.Length > EnvelopeAddress.DomainBytesMax)
        {
            return Reply.Of(501, 1, isSender ? 7 : 3, "The address is too long");
        }

        if (Ascii.IsValid(local) && Ascii.IsValid(domain))
        {
            return null;
        }

        if (!Utf8.IsValid(local) || !Utf8.IsValid(domain))
        {
            return Reply.Of(501, 1, isSender ? 7 : 3, "The address is no UTF-8");
        }

        // RFC 6531 §3.5: 5.6.7 for an address that the transaction did not announce.
        return isUtf8Announced ? null : Reply.Of(553, 6, 7, "An address like that needs SMTPUTF8 behind MAIL");
    }
}
