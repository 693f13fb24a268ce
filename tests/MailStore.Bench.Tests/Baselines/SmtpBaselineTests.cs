using System.Text;
using MailStore.Bench.Baselines.Smtp;
using MailStore.Bench.Mixes;
using Xunit;

namespace MailStore.Bench.Tests.Baselines;

public sealed class SmtpBaselineTests
{
    [Fact]
    public void Both_find_every_parameter_of_MAIL()
    {
        var expected = new SmtpRequest(SmtpVerb.Mail)
        {
            LocalPart = "a.b",
            Domain = "example.org",
            Size = 1234,
            Body = BodyKind.EightBitMime,
            IsUtf8 = true,
            Return = 'H',
            EnvelopeId = "x+3D1",
            Submitter = "<>",
        };

        Both("mail FROM:<a.b@example.org> SIZE=1234 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=x+3D1 AUTH=<>", expected);
    }

    [Fact]
    public void Both_find_every_parameter_of_RCPT()
    {
        var expected = new SmtpRequest(SmtpVerb.Rcpt)
        {
            LocalPart = "\"a b\"",
            Domain = "[192.0.2.1]",
            Notify = NotifyOn.Success | NotifyOn.Delay,
            OriginalRecipient = "rfc822;a@example.org",
        };

        Both("RCPT TO:<\"a b\"@[192.0.2.1]> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a@example.org", expected);
    }

    [Fact]
    public void Both_know_the_null_path_and_the_last_chunk()
    {
        Both("MAIL FROM:<>", new(SmtpVerb.Mail));
        Both("BDAT 86 LAST", new(SmtpVerb.Bdat) { Size = 86, IsLast = true });
        Both("BDAT 7", new(SmtpVerb.Bdat) { Size = 7 });
    }

    [Fact]
    public void Both_find_the_operand_of_the_rest()
    {
        Both("EHLO mx.example.org", new(SmtpVerb.Ehlo) { Text = "mx.example.org" });
        Both("AUTH PLAIN AGEAYg==", new(SmtpVerb.Auth) { Text = "PLAIN", Response = "AGEAYg==" });
        Both("NOOP", new(SmtpVerb.Noop));
        Both("VRFY anna", new(SmtpVerb.Vrfy) { Text = "anna" });
        Both("quit", new(SmtpVerb.Quit));
    }

    [Theory]
    [InlineData("MAIL")]
    [InlineData("MAIL FROM:a@b")]
    [InlineData("MAIL FROM:<a@b")]
    [InlineData("MAIL FROM:<a@b> SIZE=x")]
    [InlineData("MAIL FROM:<a@b> BODY=9BIT")]
    [InlineData("RCPT TO:<a@b> NOTIFY=OFTEN")]
    [InlineData("BDAT x")]
    [InlineData("BDAT 1 FIRST")]
    [InlineData("DATA now")]
    [InlineData("EHLO")]
    [InlineData("HALO x")]
    public void Both_refuse_what_no_handler_could_use(string line)
    {
        Assert.Null(SmtpSplitParser.Parse(Bytes(line)));
        Assert.Null(SmtpRegexParser.Parse(Bytes(line)));
    }

    [Fact]
    public void Both_find_the_same_in_every_line_of_the_mix()
    {
        var lines = Mix.Smtp();
        for (var i = 0; i < lines.Count; i++)
        {
            var split = SmtpSplitParser.Parse(lines[i]);
            Assert.NotNull(split);
            Assert.Equal(split, SmtpRegexParser.Parse(lines[i]));
        }
    }

    [Fact]
    public void Bad_input_never_throws()
    {
        foreach (var lines in (LineSet[])[Damage.Mutate(Mix.Smtp(), 11), Damage.Noise(12, 1024)])
        {
            for (var i = 0; i < lines.Count; i++)
            {
                SmtpSplitParser.Parse(lines[i])?.Hash();
                SmtpRegexParser.Parse(lines[i])?.Hash();
            }
        }
    }

    private static void Both(string line, SmtpRequest expected)
    {
        Assert.Equal(expected, SmtpSplitParser.Parse(Bytes(line)));
        Assert.Equal(expected, SmtpRegexParser.Parse(Bytes(line)));
    }

    private static byte[] Bytes(string line) => Encoding.UTF8.GetBytes(line + "\r\n");
}
