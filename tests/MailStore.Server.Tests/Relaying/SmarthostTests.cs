using System.Net;
using System.Net.Sockets;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Relaying;
using MailStore.Server.Relaying;

namespace MailStore.Server.Tests.Relaying;

/// <summary>The next server here is a list of replies, and what was said to it.</summary>
public sealed class SmarthostTests
{
    private static readonly RelayEnvelope s_envelope = new(Address("anna@example.org"), 100, "RET=HDRS", IsEightBit: true, IsUtf8: false);

    [Fact]
    public async Task A_message_goes_on_with_its_dots_doubled_and_the_reply_comes_back()
    {
        var (said, (recipient, end)) = await TalkAsync(
            ["220 next", "250-next\r\n250-SIZE\r\n250-8BITMIME\r\n250 DSN", "250 2.1.0 ok", "250 2.1.5 ok", "354 go", "250 2.0.0 Ok: queued as 7"],
            s_envelope, "Subject: x\r\n\r\n.dot\r\n");
        Assert.Equal(new RelayReply(250, "2.1.5", "ok"), recipient);
        Assert.Equal(new RelayReply(250, "2.0.0", "Ok: queued as 7"), end);
        Assert.Equal(
            "EHLO us.example\r\nMAIL FROM:<anna@example.org> SIZE=100 BODY=8BITMIME RET=HDRS\r\nRCPT TO:<\"two words\"@elsewhere.example> NOTIFY=NEVER\r\n"
            + "DATA\r\nSubject: x\r\n\r\n..dot\r\n.\r\n",
            said);
    }

    [Fact]
    public async Task What_is_refused_at_the_start_is_refused_for_each_recipient()
    {
        var (said, (recipient, end)) = await TalkAsync(["220 next", "250 next", "550 5.7.1 Not you"], s_envelope, "x");
        Assert.Equal(new RelayReply(550, "5.7.1", "Not you"), recipient);
        Assert.Equal(recipient, end);
        Assert.DoesNotContain("RCPT", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_goes_away_is_for_later()
    {
        var (_, (recipient, end)) = await TalkAsync(["220 next", "250 next", "250 ok"], s_envelope, "x");
        Assert.Equal(451, recipient.Code);
        Assert.Equal(451, end.Code);
    }

    [Fact]
    public async Task A_password_is_not_sent_without_TLS()
    {
        var (said, (recipient, _)) = await TalkAsync(["220 next", "250-next\r\n250 AUTH PLAIN"], s_envelope, "x", user: "anna");
        Assert.Equal("4.7.0", recipient.Status);
        Assert.DoesNotContain("AUTH", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_in_UTF8_go_only_where_they_are_taken()
    {
        var (_, (recipient, _)) = await TalkAsync(["220 next", "250 next"], s_envelope with { IsUtf8 = true }, "x");
        Assert.Equal(new RelayReply(553, "5.6.7", "The next server takes no addresses in UTF-8"), recipient);
    }

    [Fact]
    public async Task A_place_where_nobody_listens_is_for_later()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        await using var message = await new Smarthost(new("127.0.0.1", port, IsTls: false, "", ""), "us.example").BeginAsync(s_envelope);
        Assert.Equal(451, (await message.AddAsync(Address("sam@elsewhere.example"), "")).Code);
    }

    private static EnvelopeAddress Address(string text) => EnvelopeAddress.TryParse(text, out var address) ? address : throw new ArgumentException("no address", nameof(text));

    private static async Task<(string Said, (RelayReply Recipient, RelayReply End) Heard)> TalkAsync(string[] replies, RelayEnvelope envelope, string text, string user = "")
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var said = ServeAsync(listener, replies);
        RelayReply recipient, end;
        await using (var message = await new Smarthost(new("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, IsTls: false, user, "secret"), "us.example").BeginAsync(envelope))
        {
            recipient = await message.AddAsync(Address("two words@elsewhere.example"), "NOTIFY=NEVER");
            await message.WriteAsync(Encoding.ASCII.GetBytes(text));
            end = await message.FinishAsync();
        }

        return (await said, (recipient, end));
    }

    // A reply to each line, and one to a whole message; behind the last reply it hangs up once the client has said one thing more.
    private static async Task<string> ServeAsync(TcpListener listener, string[] replies)
    {
        using var client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        var said = new StringBuilder();
        var isInMessage = false;
        foreach (var reply in replies)
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"));
            isInMessage = reply.StartsWith("354", StringComparison.Ordinal);
            string? line;
            do
            {
                line = await reader.ReadLineAsync();
                said.Append(line is null ? "" : line + "\r\n");
            }
            while (line is not null && isInMessage && line != ".");
        }

        return said.ToString();
    }
}
