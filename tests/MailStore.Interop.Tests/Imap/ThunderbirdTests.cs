using System.Text;
using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Imap;

public sealed class ThunderbirdTests
{
    /// <summary>It uses NAMESPACE, XLIST, COMPRESS, UTF8=ACCEPT, ACL, QUOTA and IDLE without being asked to.</summary>
    [ToolFact("thunderbird")]
    public async Task Thunderbird_downloads_what_is_there_and_what_arrives()
    {
        await using var server = await OurServer.StartAsync(["imap"]);
        using var wire = new ImapWire(server.Ports["imap"]);
        wire.ReadResponse();
        Do(wire, $"LOGIN {OurServer.Name} {OurServer.Password}");
        Append(wire, "was there before");
        await using var thunderbird = await Thunderbird.StartAsync(server.Ports["imap"]);
        await thunderbird.UntilDownloadedAsync("was there before");
        Append(wire, "came while it looked");
        await thunderbird.UntilDownloadedAsync("came while it looked");
    }

    private static void Append(ImapWire wire, string subject)
    {
        var message = $"From: bert@example.org\r\nTo: {OurServer.Name}\r\nSubject: {subject}\r\nMessage-ID: <{subject.Length}@example.org>\r\n\r\nhello\r\n";
        Do(wire, $"APPEND INBOX {{{message.Length}+}}\r\n{message}");
    }

    private static void Do(ImapWire wire, string command)
    {
        wire.Send(Encoding.ASCII.GetBytes($"a {command}\r\n"));
        string response;
        do
        {
            response = Encoding.Latin1.GetString(wire.ReadResponse());
        }
        while (response[0] == '*');

        Assert.StartsWith("a OK", response, StringComparison.Ordinal);
    }
}
