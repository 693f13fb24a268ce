using System.Text;
using MailStore.Wire.Tests.Framing;
using MailStore.Wire.Writing;
using Xunit;

namespace MailStore.Wire.Tests.Writing;

public sealed class ReplyWriterTests
{
    [Fact]
    public void Reply_is_what_was_said() =>
        Assert.Equal("* 4294967296 EXISTS\r\n+ AAEC\r\n", Written.By((ref w) =>
        {
            w.Token("* "u8);
            w.Number(1UL << 32);
            w.Space();
            w.Atom("EXISTS"u8);
            w.EndLine();
            w.Token("+ "u8);
            w.Base64([0, 1, 2]);
            w.EndLine();
        }));

    [Theory]
    [InlineData(0UL)]
    [InlineData(9UL)]
    [InlineData(ulong.MaxValue)]
    public void Number_is_written_in_full(ulong number) => Assert.Equal(number.ToString(), Written.By((ref w) => w.Number(number)));

    [Theory]
    [InlineData("", StringForms.None, "\"\"")]
    [InlineData("a b", StringForms.None, "\"a b\"")]
    [InlineData("a\"\\b", StringForms.None, "\"a\\\"\\\\b\"")]
    [InlineData("NIL", StringForms.None, "\"NIL\"")]
    [InlineData("a\tb\u007F", StringForms.None, "\"a\tb\u007F\"")]
    [InlineData("a\nb", StringForms.None, "{3}\r\na\nb")]
    [InlineData("a\rb", StringForms.Utf8Quoted, "{3}\r\na\rb")]
    [InlineData("\u00C3\u00A9", StringForms.None, "{2}\r\n\u00C3\u00A9")]
    [InlineData("\u00C3\u00A9", StringForms.Utf8Quoted, "\"\u00C3\u00A9\"")]
    [InlineData("\u00C3", StringForms.Utf8Quoted, "{1}\r\n\u00C3")]
    [InlineData("a\0b", StringForms.Literal8, "~{3}\r\na\0b")]
    [InlineData("a\0b", StringForms.None, "{3}\r\na\u0080b")]
    [InlineData("a\nb", StringForms.Literal8, "{3}\r\na\nb")]
    public void String_takes_the_simplest_form_that_holds_it(string value, StringForms forms, string expected) =>
        Assert.Equal(expected, Written.By((ref w) => w.String(Encoding.Latin1.GetBytes(value), forms)));

    [Fact]
    public void Long_string_becomes_a_literal()
    {
        Assert.StartsWith("\"", Written.By((ref w) => w.String(new byte[1000].Select(_ => (byte)'a').ToArray())), StringComparison.Ordinal);
        Assert.StartsWith("{1001}\r\n", Written.By((ref w) => w.String(new byte[1001].Select(_ => (byte)'a').ToArray())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INBOX", "INBOX")]
    [InlineData("a]b[c", "a]b[c")]
    [InlineData("nil", "\"nil\"")]
    [InlineData("", "\"\"")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("a%", "\"a%\"")]
    [InlineData("a*", "\"a*\"")]
    [InlineData("(", "\"(\"")]
    [InlineData("{1}", "\"{1}\"")]
    public void Only_what_is_an_atom_stands_bare(string value, string expected) =>
        Assert.Equal(expected, Written.By((ref w) => w.AtomOrString(Encoding.Latin1.GetBytes(value))));

    [Fact]
    public void Strings_read_back_as_the_value_that_was_written()
    {
        foreach (var value in Hostile.Values())
        {
            foreach (var forms in (StringForms[])[StringForms.None, StringForms.Utf8Quoted, StringForms.Literal8, StringForms.Utf8Quoted | StringForms.Literal8])
            {
                Assert.Equal(Expected(value, forms), ReadBack(Written.By((ref w) => w.String(value, forms)), forms));
                Assert.Equal(Expected(value, forms), ReadBack(Written.By((ref w) => w.AtomOrString(value, forms)), forms));
            }
        }
    }

    [Fact]
    public void Text_never_ends_a_line_nor_looks_like_a_response_code()
    {
        foreach (var value in Hostile.Values())
        {
            var text = Written.By((ref w) => w.Text(value));
            Assert.Equal(value.Length, text.Length);
            Assert.All(text, c => Assert.InRange(c, ' ', '~'));
            Assert.False(text.StartsWith('['));
            var utf8 = Encoding.Latin1.GetBytes(Written.By((ref w) => w.Utf8Text(value)));
            Assert.DoesNotContain(Encoding.UTF8.GetString(utf8), c => char.IsControl(c) || c == '\uFFFD');
        }
    }

    [Fact]
    public void Utf8_text_keeps_its_characters() =>
        Assert.Equal("Gr\u00FC\u00DFe ?? \U0001F4EC ?", Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Written.By((ref w) => w.Utf8Text([.. "Gr\u00FC\u00DFe \r\n \U0001F4EC "u8, 0xC3])))));

    [Fact]
    public void Tokens_atoms_and_flags_that_are_none_are_refused_and_write_nothing()
    {
        foreach (var value in Hostile.Values())
        {
            var text = Encoding.Latin1.GetString(value);
            var isAtom = text.Length > 0 && text.All(c => c is > ' ' and < (char)127 && !"(){%*\"\\]".Contains(c, StringComparison.Ordinal));
            Assert.Equal(text.IndexOfAny(['\r', '\n', '\0']) < 0 ? text : "refused", Try((ref w) => w.Token(value)));
            Assert.Equal(isAtom ? text : "refused", Try((ref w) => w.Atom(value)));
            Assert.Equal(isAtom ? "\\" + text : "refused", Try((ref w) => w.Flag([(byte)'\\', .. value])));
        }
    }

    [Fact]
    public void Replies_longer_than_the_pipes_segments_are_whole()
    {
        var value = Enumerable.Range(0, 100_000).Select(i => (byte)('a' + (i % 26))).ToArray();
        Assert.Equal(Encoding.ASCII.GetString(value), Written.By((ref w) => w.Token(value)));
        Assert.Equal(Convert.ToBase64String(value), Written.By((ref w) => w.Base64(value)));
        Assert.Equal(string.Concat(Enumerable.Range(0, 20_000)), Written.By((ref w) =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                w.Number((ulong)i);
            }
        }));
    }

    [Fact]
    public void Base64_is_that_of_every_length()
    {
        for (var length = 0; length < 800; length++)
        {
            var octets = Enumerable.Range(0, length).Select(i => (byte)(i * 7)).ToArray();
            Assert.Equal(Convert.ToBase64String(octets), Written.By((ref w) => w.Base64(octets)));
        }
    }

    [Fact]
    public void Pending_bytes_count_until_the_flush()
    {
        var pipe = Piecewise.NewPipe();
        using (var writer = new ReplyWriter(pipe.Writer))
        {
            writer.Token("12345"u8);
            Assert.Equal(5, writer.PendingBytes);
        }

        using (var writer = new ReplyWriter(pipe.Writer))
        {
            writer.EndLine();
            Assert.Equal(7, writer.PendingBytes);
        }

        Completed.Of(pipe.Writer.FlushAsync());
        using var next = new ReplyWriter(pipe.Writer);
        Assert.Equal(0, next.PendingBytes);
    }

    [Fact]
    public void Writing_replies_allocates_nothing()
    {
        var pipe = Piecewise.NewPipe();
        Allocation.IsNothing(() =>
        {
            using (var w = new ReplyWriter(pipe.Writer))
            {
                w.Token("* LIST ("u8);
                w.Flag("\\HasNoChildren"u8);
                w.Token(") "u8);
                w.String("/"u8);
                w.Space();
                w.AtomOrString("Gr\u00FC\u00DFe"u8, StringForms.Utf8Quoted);
                w.EndLine();
                w.Token("a OK "u8);
                w.Utf8Text("\r\ndone\u00E9"u8);
                w.Number(17);
                w.Base64("secret"u8);
                w.String("a\0b"u8);
                w.EndLine();
            }

            Completed.Of(pipe.Writer.FlushAsync());
            var read = Completed.Of(pipe.Reader.ReadAsync());
            pipe.Reader.AdvanceTo(read.Buffer.End);
        });
    }

    private static string Try(Written.ReplyAction action)
    {
        var isRefused = false;
        var written = Written.By((ref w) =>
        {
            try
            {
                action(ref w);
            }
            catch (ArgumentException)
            {
                isRefused = true;
            }
        });
        Assert.False(isRefused && written.Length > 0);
        return isRefused ? "refused" : written;
    }

    private static byte[] Expected(byte[] value, StringForms forms) =>
        forms.HasFlag(StringForms.Literal8) ? value : [.. value.Select(b => b == 0 ? (byte)0x80 : b)];

    /// <summary>A client's reader, strict: it accepts one whole string and nothing behind it.</summary>
    private static byte[] ReadBack(string written, StringForms forms)
    {
        if (written.StartsWith('"'))
        {
            var value = new List<byte>();
            for (var i = 1; i < written.Length - 1; i++)
            {
                Assert.NotEqual('"', written[i]);
                i += written[i] == '\\' ? 1 : 0;
                Assert.True(written[i] is not ('\r' or '\n' or '\0') && (written[i] < 128 || forms.HasFlag(StringForms.Utf8Quoted)));
                value.Add((byte)written[i]);
            }

            Assert.EndsWith("\"", written, StringComparison.Ordinal);
            return [.. value];
        }

        var isLiteral8 = written.StartsWith("~{", StringComparison.Ordinal);
        if (isLiteral8 || written.StartsWith('{'))
        {
            var end = written.IndexOf("}\r\n", StringComparison.Ordinal);
            var octets = written[(end + 3)..];
            var start = isLiteral8 ? 2 : 1;
            Assert.Equal(octets.Length, int.Parse(written[start..end]));
            Assert.True(isLiteral8 ? forms.HasFlag(StringForms.Literal8) : !octets.Contains('\0', StringComparison.Ordinal));
            return Encoding.Latin1.GetBytes(octets);
        }

        Assert.All(written, c => Assert.True(c is > ' ' and < (char)127 && !"(){%*\"\\".Contains(c, StringComparison.Ordinal)));
        return Encoding.Latin1.GetBytes(written);
    }
}
