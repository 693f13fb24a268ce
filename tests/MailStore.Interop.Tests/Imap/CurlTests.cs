using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Imap;

public sealed class CurlTests
{
    private const string Message = "From: anna@example.org\r\nSubject: By curl\r\n\r\nHello.\r\n";

    [ToolFact("curl")]
    public async Task Curl_puts_a_message_into_a_mailbox_and_gets_it_back()
    {
        await using var server = await OurServer.StartAsync(["imap"]);
        using var folder = new ScratchFolder();
        var place = $"imap://127.0.0.1:{server.Ports["imap"]}/INBOX";
        string[] who = ["--silent", "--show-error", "--user", $"{OurServer.Name}:{OurServer.Password}"];
        (await ExternalProgram.RunAsync("curl", [.. who, "--upload-file", folder.Write("message.eml", Message), place])).Good();
        var back = await ExternalProgram.RunAsync("curl", [.. who, place + ";UID=1"]);
        Assert.Equal(Message, back.Good());
    }
}
