using System.Globalization;
using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Pop3;

public sealed class PoplibTests
{
    private const string Script = """
        import poplib, ssl, sys, time

        def check(what, expected):
            if what != expected:
                raise AssertionError(f"{what!r} is not {expected!r}")

        def refused(action, *arguments):
            try:
                action(*arguments)
            except poplib.error_proto as fault:
                return str(fault)
            raise AssertionError("it was taken")

        plain, secret, name, password = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
        poplib._MAXLINE = 10_000
        trusting = ssl.create_default_context()
        trusting.check_hostname = False
        trusting.verify_mode = ssl.CERT_NONE

        client = poplib.POP3("127.0.0.1", plain)
        client.user(name)
        assert "[AUTH]" in refused(client.pass_, "wrong")
        client.apop(name, password)
        capabilities = client.capa()
        check(capabilities["EXPIRE"], ["NEVER"])
        check(client.stat()[0], 3)
        other = poplib.POP3("127.0.0.1", plain)
        other.user(name)
        assert "[IN-USE]" in refused(other.pass_, password)
        other.quit()
        response, listing, _ = client.list()
        check(len(listing), 3)
        size = int(listing[0].split()[1])
        check(client.list(2).split()[2], str(size).encode())
        lines = client.retr(1)[1]
        check(b"\r\n".join(lines) + b"\r\n" == open(sys.argv[5], "rb").read(), True)
        check(len(b"\r\n".join(lines)) + 2, size)
        check(client.top(1, 2)[1][-2:], [b"Text 1.", b"."])
        ids = client.uidl()[1]
        check(client.uidl(2).split()[2], ids[1].split()[1])
        client.dele(1)
        client.dele(3)
        check(client.stat(), (1, size))
        client.rset()
        client.dele(1)
        check(client.noop()[:3], b"+OK")
        client.quit()

        client = poplib.POP3("127.0.0.1", plain)
        client.stls(trusting)
        client.utf8()
        client.user(name)
        client.pass_(password)
        check([line.split()[1] for line in client.uidl()[1]], [line.split()[1] for line in ids[1:]])
        assert "message" in refused(client.retr, 3)
        client.close()

        client = poplib.POP3_SSL("127.0.0.1", secret, context=trusting)
        check(client.sock.version(), "TLSv1.3")
        client.user(name)
        # Who went without a word has the maildrop until the server knows that.
        for attempt in range(50):
            try:
                client.pass_(password)
                break
            except poplib.error_proto as fault:
                assert "[IN-USE]" in str(fault) and attempt < 49, fault
                time.sleep(0.1)
                client.user(name)
        check(client.stat()[0], 2)
        client.quit()
        print("all well")
        """;

    [ToolFact("python3")]
    public async Task Poplib_does_a_days_work()
    {
        await using var server = await OurServer.StartAsync(["imap", "pop3", "pop3s"], "--keep-secrets");
        using var folder = new ScratchFolder();
        await Letters.PutAsync(server, 3);
        await File.WriteAllBytesAsync(folder["letter"], System.Text.Encoding.Latin1.GetBytes(Letters.Of(1)));
        string Port(string name) => server.Ports[name].ToString(CultureInfo.InvariantCulture);
        var ended = await ExternalProgram.RunAsync("python3", "-c", Script, Port("pop3"), Port("pop3s"), OurServer.Name, OurServer.Password, folder["letter"]);
        Assert.Equal("all well", ended.Good().Trim());
        Assert.Equal(2, await Letters.CountAsync(server));
    }
}
