using System.Globalization;
using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Imap;

public sealed class ImaplibTests
{
    private const string Script = """
        import imaplib, sys, time

        def check(what, expected):
            if what != expected:
                raise AssertionError(f"{what!r} is not {expected!r}")

        imaplib._MAXLINE = 10_000_000
        client = imaplib.IMAP4("127.0.0.1", int(sys.argv[1]))
        name, password = sys.argv[2:4]
        try:
            client.login(name, "wrong")
            raise AssertionError("a wrong password was taken")
        except imaplib.IMAP4.error as refused:
            assert "AUTHENTICATIONFAILED" in str(refused), refused
        client.authenticate("PLAIN", lambda challenge: b"\0" + name.encode() + b"\0" + password.encode())
        check(client.create("Work")[0], "OK")
        check(client.create('"Work/Old things"')[0], "OK")
        check(client.subscribe("Work")[0], "OK")
        check(sorted(line.split(b' "/" ')[1] for line in client.list()[1]), [b'"Work/Old things"', b"INBOX", b"Work"])
        check([line.split(b' "/" ')[1] for line in client.lsub()[1]], [b"Work"])
        message = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: One\r\n\r\n" + b"x" * 70_000 + b"\r\n"
        for number in range(3):
            check(client.append("Work", r"(\Seen)" if number else None, time.time() - number * 86400, message)[0], "OK")
        check(client.select("Work"), ("OK", [b"3"]))
        check(client.search(None, "UNSEEN")[1], [b"1"])
        check(client.uid("SEARCH", None, "SEEN", "LARGER", "70000")[1], [b"2 3"])
        check(client.fetch("1", "(UID BODY.PEEK[])")[1][0][1], message)
        check(client.store("1", "+FLAGS", r"(\Flagged $Later)")[0], "OK")
        check(b"$Later" in client.fetch("1", "(FLAGS)")[1][0], True)
        check(client.copy("1:2", '"Work/Old things"')[0], "OK")
        check(client.store("2", "+FLAGS", r"\Deleted")[0], "OK")
        check(client.expunge()[1], [b"2"])
        check(client.status('"Work/Old things"', "(MESSAGES UNSEEN)")[1], [b'"Work/Old things" (MESSAGES 2 UNSEEN 1)'])
        check(client.rename("Work", "Play")[0], "OK")
        check(client.close()[0], "OK")
        check(client.select('"Play/Old things"', readonly=True), ("OK", [b"2"]))
        check(client.unselect()[0], "OK")
        check(client.delete('"Play/Old things"')[0], "OK")
        client.logout()
        print("all well")
        """;

    [ToolFact("python3")]
    public async Task Imaplib_does_a_days_work()
    {
        await using var server = await OurServer.StartAsync(["imap"]);
        var port = server.Ports["imap"].ToString(CultureInfo.InvariantCulture);
        var ended = await ExternalProgram.RunAsync("python3", "-c", Script, port, OurServer.Name, OurServer.Password);
        Assert.Equal("all well", ended.Good().Trim());
    }
}
