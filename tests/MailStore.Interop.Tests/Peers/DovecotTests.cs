using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Peers;

public sealed class DovecotTests
{
    [ToolFact("dovecot", "curl")]
    public async Task The_oracle_answers()
    {
        await using var dovecot = await Dovecot.StartAsync();
        var list = await ExternalProgram.RunAsync("curl", "--silent", "--show-error", $"imap://otto:{Dovecot.Password}@127.0.0.1:{dovecot.Imap}/");
        Assert.Equal("* LIST (\\HasNoChildren) \".\" INBOX", list.Good().Trim());
    }
}
