using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;

namespace MailStore.Smtp.Commands;

/// <summary>What stands behind the sender.</summary>
internal static class MailParameters
{
    /// <summary>RFC 3461 §4.4</summary>
    private const int EnvelopeIdBytesMax = 100;

    /// <returns>Null if all of them are understood and taken.</returns>
    public static Reply? Read(MailParameterList list, SmtpSession session)
    {
        var seen = MailParameterKinds.None;
        foreach (var parameter in list.In(session.Frame))
        {
            var kind = (MailParameterKinds)(1u << ((int)parameter.Kind - 1));

            // RFC 5321 §4.1.2: a parameter that nobody knows is 555, whichever it is.
            if (parameter.Kind != MailParameterKind.EsmtpParam && (seen & kind) != MailParameterKinds.None)
            {
                return Reply.Of(501, 5, 4, "A parameter stands there twice");
            }

            seen |= kind;
            if (Read(parameter, session) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static Reply? Read(in MailParameter parameter, SmtpSession session)
    {
        var envelope = session.Envelope;
        switch (parameter.Kind)
        {
            case MailParameterKind.SizeParam:
                // What has no room in a long has none anywhere; 0 says that the client does not know (RFC 1870 §6.1).
                envelope.DeclaredBytes = parameter.SizeValue == 0 ? null : (long)Math.Min(parameter.SizeValue, long.MaxValue);
                return null;
            case MailParameterKind.BodyParam:
                envelope.Body = parameter.BodyValue;
                return null;
            case MailParameterKind.Smtputf8Param:
                envelope.IsUtf8 = true;
                return null;
            case MailParameterKind.AuthParam when Offer.HasLogin(session):
                // RFC 4954 §5: whoever submitted it first. We trust nobody's word for that, which is the same as <>.
                return null;
            case MailParameterKind.RetParam when Offer.HasNotifications(session):
                envelope.Return = parameter.RetValue;
                return null;
            case MailParameterKind.EnvidParam when Offer.HasNotifications(session):
                if (parameter.Envid.Length > EnvelopeIdBytesMax)
                {
                    return Reply.Of(501, 5, 4, "ENVID has more than 100 octets");
                }

                envelope.EnvelopeId = envelope.Keep(parameter.Envid.Of(session.Frame));
                return null;
            default:
                return NotKnown;
        }
    }

    /// <summary>RFC 5321 §4.1.1.11</summary>
    public static Reply NotKnown => Reply.Of(555, 5, 4, "A parameter is not known here");
}
