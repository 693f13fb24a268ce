using System.Net;
using MailStore.Server.Hosting;
using MailStore.Server.Stores;

namespace MailStore.Server.Cli.Serve;

/// <summary>What a person reads when the server has started: where it is, and lines to try it with, which a test runs as they are printed.</summary>
internal sealed class Greeting(TextWriter output, IReadOnlyList<ListeningPlace> places, IPEndPoint? http)
{
    private const string Stranger = "you@example.org";

    public void Write(StoreFolder folder, Guest guest)
    {
        // Scripts find their port in this line.
        var all = places.Select(place => $"{place.Kind.Name} on {place.Place}").Concat(http is null ? [] : [$"HTTP on {http}"]);
        output.WriteLine($"MailStore serves {string.Join(", ", all)}. Ctrl+C stops it.");
        output.WriteLine($"""

              store      {folder.Path}{(folder.IsNew ? " (new)" : "")}
              account    {guest.Name ?? "none yet: mailstore user add NAME makes one"}
            """);
        if (guest.Password is not null)
        {
            output.WriteLine($"  password   {guest.Password}    (it is said only now; mailstore user passwd {guest.Name} sets another)");
        }

        WriteTrials(guest.Name ?? "NAME", guest.Password ?? "PASSWORD");
        WriteWatching();
        WriteSettings(guest.Name ?? "NAME");
        output.WriteLine("""

            Passwords are taken over TLS, and from this machine also without it.
            """);
        output.Flush();
    }

    private void WriteTrials(string name, string password)
    {
        var login = $"-u '{name}:{password}'";
        var letter = @$"printf 'From: {Stranger}\r\nTo: {name}\r\nSubject: Hello\r\n\r\nHello there.\r\n'";
        output.WriteLine("""

            Try it in another terminal:

            """);
        if (PlaceOf(ListenerKind.Imap) is { } imap)
        {
            output.WriteLine($"""
                  curl -s 'imap://{imap}/INBOX;UID=1' {login}
                  curl -s 'imap://{imap}/INBOX' -X 'FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE)' {login}
                """);
        }

        if (PlaceOf(ListenerKind.Pop3) is { } pop3)
        {
            output.WriteLine($"  curl -s 'pop3://{pop3}/1' {login}");
        }

        if (PlaceOf(ListenerKind.Smtp) is { } smtp)
        {
            output.WriteLine($"""
                  {letter} | curl -s 'smtp://{smtp}' --mail-from {Stranger} --mail-rcpt {name} -T -
                  swaks --server {smtp} --from {Stranger} --to {name} --header 'Subject: Hello by swaks'
                """);
        }

        if (PlaceOf(ListenerKind.Submission) is { } submission)
        {
            output.WriteLine($"  swaks --server {submission} --tls --auth PLAIN --auth-user {name} --auth-password '{password}' --from {name} --to {name}");
        }

        if (PlaceOf(ListenerKind.Lmtp) is { } lmtp)
        {
            output.WriteLine($"  swaks --server {lmtp} --protocol LMTP --from {Stranger} --to {name} --header 'Subject: Hello by LMTP'");
        }
    }

    private void WriteWatching()
    {
        if (http is not null)
        {
            output.WriteLine($"  curl -s http://{http}/metrics");
        }
    }

    private void WriteSettings(string name)
    {
        output.WriteLine($"""

            Settings of a mail program (user name {name}):

            """);
        foreach (var kind in (ReadOnlySpan<ListenerKind>)[ListenerKind.Imap, ListenerKind.Imaps, ListenerKind.Pop3, ListenerKind.Pop3s, ListenerKind.Submission, ListenerKind.Submissions])
        {
            if (PlaceOf(kind) is { } place)
            {
                output.WriteLine($"  {kind.Name,-12} {place.Address}, port {place.Port}, {(kind.IsTls ? "TLS" : "STARTTLS, or no encryption on this machine")}");
            }
        }
    }

    private IPEndPoint? PlaceOf(ListenerKind kind) => places.FirstOrDefault(place => place.Kind == kind)?.Place;
}
