using System.Globalization;
using System.Net;
using MailStore.Abstractions.Accounts;
using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// Postfix, XCLIENT_README: a trusted proxy says who the client behind it is, and the session begins anew.
[CommandHandler("xclient")]
internal static class Xclient
{
    public static async ValueTask<Reply> HandleAsync(XclientCommand command, SmtpSession session)
    {
        // By where the connection comes from: what XCLIENT says gives no rights to say more.
        if (!session.Settings.Trusts(session.Visitor.Origin))
        {
            return Reply.Of(550, 7, 0, "Your word is not taken for others");
        }

        await session.ResetAsync();
        if (Apply(command, session) is { } refused)
        {
            return refused;
        }

        // RFC 5321 §3.1 again: the proxy passes this greeting on.
        session.Visitor.Forget();
        session.Visitor.User = Login(command, session);
        return Greeting.Of(session);
    }

    private static Reply? Apply(in XclientCommand command, SmtpSession session)
    {
        var visitor = session.Visitor;
        foreach (var attribute in command.XclientAttributes.In(session.Frame))
        {
            var value = Xtext.Decode(attribute.XclientValue.Of(session.Frame));
            var isKnown = value is not ("[UNAVAILABLE]" or "[TEMPUNAVAIL]" or "");
            switch (attribute.XclientName.Kind)
            {
                case XclientNameKind.Addr:
                    var text = value.StartsWith("IPV6:", StringComparison.OrdinalIgnoreCase) ? value[5..] : value;
                    if (isKnown && !IPAddress.TryParse(text, out _))
                    {
                        return Reply.Of(501, 5, 4, "ADDR is no address");
                    }

                    visitor.Address = isKnown ? IPAddress.Parse(text) : null;
                    break;
                case XclientNameKind.Port:
                    visitor.Port = isKnown && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0;
                    break;
                case XclientNameKind.Name:
                    visitor.HostName = isKnown && IsHostName(value) ? value : null;
                    break;
                case XclientNameKind.Login when isKnown && !AccountName.TryCreate(value, out _):
                    return Reply.Of(501, 5, 4, "LOGIN is no name of an account");
                case XclientNameKind.Other:
                    return Reply.Of(501, 5, 4, "An attribute is not known here");
            }
        }

        return null;
    }

    private static AccountName? Login(in XclientCommand command, SmtpSession session)
    {
        AccountName? login = null;
        foreach (var attribute in command.XclientAttributes.In(session.Frame))
        {
            if (attribute.XclientName.Kind == XclientNameKind.Login)
            {
                login = AccountName.TryCreate(Xtext.Decode(attribute.XclientValue.Of(session.Frame)), out var name) && name.Text[0] != '[' ? name : null;
            }
        }

        return login;
    }

    // It is written into trace headers.
    private static bool IsHostName(string value) => value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');
}
