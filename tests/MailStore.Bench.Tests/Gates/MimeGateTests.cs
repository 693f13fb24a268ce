using MailStore.Bench.Gates.Mime;
using Xunit;

namespace MailStore.Bench.Tests.Gates;

public sealed class MimeGateTests
{
    [Fact]
    public void The_gate_finds_all_parts_and_weighs_the_facts()
    {
        using var output = new StringWriter();
        var message = "From: a@b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\n"u8.ToArray();

        new MimeGate(output, [message, message], rounds: 1).Run();

        Assert.Contains("2 messages", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("20 lines, 6 parts", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("most beyond a quarter of the message", output.ToString(), StringComparison.Ordinal);
    }
}
