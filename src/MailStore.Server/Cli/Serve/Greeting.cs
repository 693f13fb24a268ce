using System.Net;
using MailStore.Server.Accounts;
using MailStore.Server.Stores;

namespace MailStore.Server.Cli.Serve;

/// <summary>What a person reads when the server has started: where it is, and lines to try it with.</summary>
internal static class Greeting
{
    public static void Write(TextWriter output, StoreFolder folder, IPEndPoint imap, User user, bool isDemo)
    {
        var place = $"imap://{imap}";
        var login = $"'{user.Account}:{(isDemo ? user.Password : "PASSWORD")}'";
        output.WriteLine($"""
            MailStore serves IMAP on {imap}. Ctrl+C stops it.

              store      {folder.Path}{(folder.IsNew ? " (new)" : "")}
              account    {user.Account}{(isDemo ? $", password {user.Password}: made up for this run, since this build keeps no passwords" : "")}

            Try it in another terminal:

              printf 'Subject: Hello\r\n\r\nHello there.\r\n' > hello.eml
              curl -sT hello.eml {place}/INBOX -u {login}
              curl -s {place}/INBOX -X 'FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE)' -u {login}
              curl -s '{place}/INBOX;UID=1' -u {login}

            What is there: mailboxes, messages and flags on a durable log; IMAP4rev1 with UIDPLUS, CONDSTORE, MOVE, IDLE and more.
            What is not there yet: ENVELOPE, BODYSTRUCTURE, parts of messages and search in their text; TLS (so passwords are taken
            from this machine only); SMTP, LMTP and POP3; a directory of users.
            """);
        output.Flush();
    }
}
