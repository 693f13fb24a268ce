using MailStore.Testing.Corpus;

namespace MailStore.Interop.Tests.Tools;

public sealed class RealMailTests
{
    [ToolFact("npm", "bash")]
    public async Task All_messages_are_there_and_are_as_received()
    {
        (await ExternalProgram.RunAsync("bash", Path.Combine(AppContext.BaseDirectory, "peers", "corpus.sh"))).Good();
        var count = 0;
        foreach (var message in RealMail.Read())
        {
            count++;
            Assert.False(message.Octets.AsSpan().StartsWith("From "u8), message.Name);
            Assert.Equal(message.Octets.AsSpan().Count((byte)'\n'), message.Octets.AsSpan().Count("\r\n"u8));
        }

        Assert.Equal(RealMail.Count, count);
    }
}
