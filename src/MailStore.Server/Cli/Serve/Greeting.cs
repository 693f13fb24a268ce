using System.Net;
using MailStore.Server.Accounts;
using MailStore.Server.Hosting;
using MailStore.Server.Stores;

namespace MailStore.Server.Cli.Serve;

/// <summary>What a person reads when the server has started: where it is, and lines to try it with.</summary>
internal static class Greeting
{
    public static void Write(TextWriter output, StoreFolder folder, IReadOnlyList<ListeningPlace> places, User user, bool isDemo)
    {
        // Scripts find their port in this line.
        output.WriteLine($"MailStore serves {string.Join(", ", places.Select(place => $"{place.Kind.Name} on {place.Place}"))}. Ctrl+C stops it.");
        output.WriteLine($"""

              store      {folder.Path}{(folder.IsNew ? " (new)" : "")}
              account    {user.Account}{(isDemo ? $", password {user.Password}: made up for this run, since this build keeps no passwords" : "")}
            """);
        if (places.FirstOrDefault(place => place.Kind == ListenerKind.Imap) is { } imap)
        {
            WriteExamples(output, imap.Place, $"'{user.Account}:{(isDemo ? user.Password : "PASSWORD")}'");
        }

        output.WriteLine("""

            Passwords are taken over TLS, and from this machine also without it. What is not there yet: a directory of users.
            """);
        output.Flush();
    }

    private static void WriteExamples(TextWriter output, IPEndPoint imap, string login)
    {
        output.WriteLine($"""

            Try it in another terminal:

              printf 'Subject: Hello\r\n\r\nHello there.\r\n' > hello.eml
              curl -sT hello.eml imap://{imap}/INBOX -u {login}
              curl -s imap://{imap}/INBOX -X 'FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE)' -u {login}
              curl -s 'imap://{imap}/INBOX;UID=1' -u {login}
            """);
    }
}
