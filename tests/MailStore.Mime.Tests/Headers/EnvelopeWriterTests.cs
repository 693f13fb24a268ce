using System.Buffers;
using System.Text;
using MailStore.Mime.Headers;

namespace MailStore.Mime.Tests.Headers;

public sealed class EnvelopeWriterTests
{
    [Fact]
    public void Envelope_is_the_one_of_the_RFC()
    {
        // RFC 9051 §8, the message that is shown there.
        const string Block = """
            Date: Wed, 17 Jul 1996 02:23:25 -0700 (PDT)
            From: Terry Gray <gray@cac.washington.edu>
            Subject: IMAP4rev2 WG mtg summary and minutes
            To: imap@cac.washington.edu
            cc: minutes@CNRI.Reston.VA.US, John Klensin <KLENSIN@MIT.EDU>
            Message-Id: <B27397-0100000@cac.washington.ed>
            MIME-Version: 1.0
            Content-Type: TEXT/PLAIN; CHARSET=US-ASCII


            """;
        const string Gray = "((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\"))";
        const string Expected = "(\"Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\" \"IMAP4rev2 WG mtg summary and minutes\" "
            + Gray + " " + Gray + " " + Gray
            + " ((NIL NIL \"imap\" \"cac.washington.edu\"))"
            + " ((NIL NIL \"minutes\" \"CNRI.Reston.VA.US\")(\"John Klensin\" NIL \"KLENSIN\" \"MIT.EDU\"))"
            + " NIL NIL \"<B27397-0100000@cac.washington.ed>\")";
        Assert.Equal(Expected, Envelope(Block));
        Assert.Equal(Expected, Envelope(Block.ReplaceLineEndings("\r\n")));
    }

    [Theory]
    [InlineData("Subject: a\nSubject: b\n", "(NIL \"b\" NIL NIL NIL NIL NIL NIL NIL NIL)")]
    [InlineData("Subject :  two\t words \n", "(NIL {9}\r\ntwo words NIL NIL NIL NIL NIL NIL NIL NIL)")]
    [InlineData("Subject:\n fold\n", "(NIL {4}\r\nfold NIL NIL NIL NIL NIL NIL NIL NIL)")]
    [InlineData("Subject: \n", "(NIL \"\" NIL NIL NIL NIL NIL NIL NIL NIL)")]
    [InlineData("Subject: caf\u00E9\n", "(NIL {4}\r\ncaf\u00E9 NIL NIL NIL NIL NIL NIL NIL NIL)")]
    [InlineData("Subject: nul\0x\n", "(NIL {7}\r\nnul\u00EF\u00BF\u00BDx NIL NIL NIL NIL NIL NIL NIL NIL)")]
    [InlineData("Date: a\n\tb  \n", "(\"a\tb  \" NIL NIL NIL NIL NIL NIL NIL NIL NIL)")]
    [InlineData("Message-ID: <q\"\"\"\"\"q>\n", "(NIL NIL NIL NIL NIL NIL NIL NIL NIL {9}\r\n<q\"\"\"\"\"q>)")]
    [InlineData("In-Reply-To: of \"Fri\"\n x\n", "(NIL NIL NIL NIL NIL NIL NIL NIL \"of \\\"Fri\\\" x\" NIL)")]
    [InlineData("From x y Mon Jan 1 00:00:00 2001\nSubject: s\n", "(NIL \"s\" NIL NIL NIL NIL NIL NIL NIL NIL)")]
    [InlineData(" fold\nno colon\nSubject: s\n\nDate: body\n", "(NIL \"s\" NIL NIL NIL NIL NIL NIL NIL NIL)")]
    [InlineData("", "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)")]
    public void Text_is_raw_and_in_a_form_that_holds_it(string block, string expected) => Assert.Equal(expected, Envelope(block));

    [Theory]
    [InlineData("From: a@b\nFrom: c@d\n", "((NIL NIL \"a\" \"b\")(NIL NIL \"c\" \"d\"))")]
    [InlineData("From: a@b\nSender:\nReply-To: (nobody)\n", "((NIL NIL \"a\" \"b\"))")]
    public void Sender_and_reply_to_are_from_unless_they_say_more(string block, string from) =>
        Assert.Equal($"(NIL NIL {from} {from} {from} NIL NIL NIL NIL NIL)", Envelope(block));

    [Fact]
    public void Ten_thousand_fields_cost_as_many_steps()
    {
        var block = new StringBuilder();
        for (var i = 0; i < EnvelopeWriter.FieldsMax + 5; i++)
        {
            block.Append("To: a@b\n");
        }

        Assert.Equal(EnvelopeWriter.FieldsMax, Envelope(block.ToString()).Split("(NIL NIL \"a\" \"b\")").Length - 1);
    }

    [Fact]
    public void Envelope_allocates_nothing()
    {
        var block = Encoding.Latin1.GetBytes(
            "Date: Mon, 1 Jan 2024 00:00:00 +0000\r\nSubject: =?utf-8?q?x?=\r\n caf\u00E9\r\nFrom: \"A \\\"B\\\"\" <a@b>\r\nTo: g: x@y (X),\r\n z;, <@r:q@w>, "
            + "junk junk junk\r\nMessage-ID: <" + new string('x', 2000) + ">\r\nCc: " + new string('y', 3000) + "@z\r\n\r\n");
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        Assert.Equal(0, Allocation.Of(() =>
        {
            output.ResetWrittenCount();
            EnvelopeWriter.Write(block, output);
        }));
    }

    private static string Envelope(string block)
    {
        var output = new ArrayBufferWriter<byte>();
        EnvelopeWriter.Write(Encoding.Latin1.GetBytes(block), output);
        return Encoding.Latin1.GetString(output.WrittenSpan);
    }
}
