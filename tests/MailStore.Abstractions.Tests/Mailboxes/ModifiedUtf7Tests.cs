using System.Text;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Abstractions.Tests.Mailboxes;

public sealed class ModifiedUtf7Tests
{
    [Theory]
    [InlineData("INBOX", "INBOX")]
    [InlineData("", "")]
    [InlineData("a&b", "a&-b")]
    [InlineData("&", "&-")]
    [InlineData("&&x", "&-&-x")]
    [InlineData("~peter/mail/\u53f0\u5317/\u65e5\u672c\u8a9e", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")] // RFC 3501 §5.1.3
    [InlineData("Entw\u00fcrfe", "Entw&APw-rfe")]
    [InlineData("\u00e9", "&AOk-")]
    [InlineData("\u00e9&", "&AOk-&-")]
    [InlineData("&\u00e9", "&-&AOk-")]
    [InlineData("-\u00e9-", "-&AOk--")]
    [InlineData("\ud83d\udce7 mail", "&2D3c5w- mail")]
    public void One_name_has_one_spelling(string text, string encoded)
    {
        Assert.Equal(encoded, ModifiedUtf7.Encode(text));
        Assert.Equal(ModifiedUtf7Fault.None, ModifiedUtf7.Decode(Encoding.ASCII.GetBytes(encoded), out var decoded));
        Assert.Equal(text, decoded);
    }

    [Theory]
    [InlineData("&Jjo!", ModifiedUtf7Fault.Unterminated)] // RFC 3501 §5.1.3
    [InlineData("&U,BTFw-&ZeVnLIqe-", ModifiedUtf7Fault.SuperfluousShift)] // RFC 3501 §5.1.3
    [InlineData("&", ModifiedUtf7Fault.Unterminated)]
    [InlineData("a&AOk", ModifiedUtf7Fault.Unterminated)]
    [InlineData("a b & c", ModifiedUtf7Fault.Unterminated)]
    [InlineData("Q&A - all", ModifiedUtf7Fault.BadBase64)]
    [InlineData("&AO/-", ModifiedUtf7Fault.BadBase64)]
    [InlineData("&A-", ModifiedUtf7Fault.BadBase64)]
    [InlineData("&AO-", ModifiedUtf7Fault.BadBase64)]
    [InlineData("&AOl-", ModifiedUtf7Fault.BadBase64)] // the bits behind the last character are not zero
    [InlineData("&AOkA-", ModifiedUtf7Fault.BadBase64)] // a digit too much
    [InlineData("&AOkAA-", ModifiedUtf7Fault.BadBase64)]
    [InlineData("&AGE-", ModifiedUtf7Fault.NeedlessBase64)]
    [InlineData("&ACY-", ModifiedUtf7Fault.NeedlessBase64)]
    [InlineData("&2D0-", ModifiedUtf7Fault.UnpairedSurrogate)]
    [InlineData("&3Oc-", ModifiedUtf7Fault.UnpairedSurrogate)]
    [InlineData("&2D0A6Q-", ModifiedUtf7Fault.UnpairedSurrogate)]
    [InlineData("caf\u00e9", ModifiedUtf7Fault.NotPrinting)]
    [InlineData("a\tb", ModifiedUtf7Fault.NotPrinting)]
    public void Other_spellings_are_refused_with_the_reason(string encoded, ModifiedUtf7Fault expected)
    {
        Assert.Equal(expected, ModifiedUtf7.Decode(Encoding.Latin1.GetBytes(encoded), out var text));
        Assert.Equal("", text);
    }

    [Fact]
    public void Random_names_survive_the_round_trip_within_the_stated_length()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(300)).Select(_ => random.Next(4) switch
            {
                0 => "&",
                1 => new Rune(random.Next(0x20, 0x7f)).ToString(),
                2 => new Rune(random.Next(0xa0, 0x2fff)).ToString(),
                _ => new Rune(random.Next(0x10000, 0x110000)).ToString(),
            }));
            var octets = new byte[ModifiedUtf7.OctetsMax(text.Length)];
            var length = ModifiedUtf7.Encode(text, octets);
            Assert.Equal(ModifiedUtf7.Encode(text), Encoding.ASCII.GetString(octets, 0, length));
            Assert.Equal(ModifiedUtf7Fault.None, ModifiedUtf7.Decode(octets.AsSpan(0, length), out var decoded));
            Assert.Equal(text, decoded);
        }
    }

    [Fact]
    public void Whatever_is_taken_is_spelled_the_same_again()
    {
        var random = new Random(8);
        ReadOnlySpan<byte> alphabet = "&&&---AOkpy2D3c5w,+/a"u8;
        var taken = 0;
        for (var round = 0; round < 50_000; round++)
        {
            var octets = new byte[random.Next(1, 9)];
            random.GetItems(alphabet, octets);
            if (ModifiedUtf7.Decode(octets, out var text) == ModifiedUtf7Fault.None)
            {
                Assert.Equal(Encoding.ASCII.GetString(octets), ModifiedUtf7.Encode(text));
                taken++;
            }
        }

        Assert.True(taken > 1000);
    }
}
