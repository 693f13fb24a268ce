using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;

namespace MailStore.Smtp.Commands;

/// <summary>What stands behind a recipient: RFC 3461 §4.1 and §4.2.</summary>
internal static class RcptParameters
{
    /// <summary>RFC 3461 §4.2: at most 500 octets.</summary>
    private const int OriginalBytesMax = 500;

    /// <returns>Null if all of them are understood and taken.</returns>
    public static Reply? Read(RcptParameterList list, SmtpSession session, ref Addressee addressee)
    {
        var (hasNotify, hasOriginal) = (false, false);
        foreach (var parameter in list.In(session.Frame))
        {
            if (parameter.Kind == RcptParameterKind.EsmtpParam || !Offer.HasNotifications(session))
            {
                return MailParameters.NotKnown;
            }

            var isTwice = parameter.Kind == RcptParameterKind.NotifyParam ? hasNotify : hasOriginal;
            hasNotify |= parameter.Kind == RcptParameterKind.NotifyParam;
            hasOriginal |= parameter.Kind == RcptParameterKind.OrcptParam;
            if (isTwice)
            {
                return Reply.Of(501, 5, 4, "A parameter stands there twice");
            }

            if (parameter.Kind == RcptParameterKind.NotifyParam)
            {
                addressee = addressee with { IsSilent = parameter.NotifyNever, Notify = parameter.NotifyEvents.Kinds };
                continue;
            }

            var length = parameter.AddrType.Length + 1 + parameter.OriginalRecipient.Length;
            if (length > OriginalBytesMax)
            {
                return Reply.Of(501, 5, 4, "ORCPT has more than 500 octets");
            }

            // The type, the semicolon and the address stand side by side in the frame.
            var octets = session.Frame.Bytes.Slice(parameter.AddrType.Offset, length);
            addressee = addressee with { OriginalRecipient = session.Envelope.Keep(octets) };
        }

        return null;
    }
}
