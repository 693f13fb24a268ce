using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;

namespace MailStore.Smtp.Commands;

// RFC 5321 §3.1, §4.2: 220 with our name and the word that says which protocol this is.
internal static class Greeting
{
    public static Reply Of(SmtpSession session) => session.Role == SmtpRole.Lmtp
        ? Reply.Plain(220, $"{session.Settings.HostName} LMTP MailStore")
        : Reply.Plain(220, $"{session.Settings.HostName} ESMTP MailStore");
}
