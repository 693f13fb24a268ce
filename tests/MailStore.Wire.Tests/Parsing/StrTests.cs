using System.Text;
using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;
using Xunit;

namespace MailStore.Wire.Tests.Parsing;

public sealed class StrTests
{
    [Theory]
    [InlineData("abc", StrKind.Atom, "abc")]
    [InlineData("a\\b", StrKind.Literal, "a\\b")]
    [InlineData("", StrKind.Quoted, "")]
    [InlineData("a b", StrKind.Quoted, "a b")]
    [InlineData("\\\"", StrKind.Escaped, "\"")]
    [InlineData("\\\\", StrKind.Escaped, "\\")]
    [InlineData("a\\\\\\\"b", StrKind.Escaped, "a\\\"b")]
    [InlineData("\\\\\\\\", StrKind.Escaped, "\\\\")]
    [InlineData("a\0\u00FF\\\"", StrKind.Escaped, "a\0\u00FF\"")]
    public void Value_is_the_string_without_its_escapes(string raw, StrKind kind, string value)
    {
        using var line = FrameBuffer.OfLine(Encoding.Latin1.GetBytes("LOGIN \"" + raw + "\""));
        var str = new Str(7, raw.Length, kind);
        var expected = Encoding.Latin1.GetBytes(value);
        var target = new byte[value.Length];

        Assert.True(str.IsPresent);
        Assert.Equal(Encoding.Latin1.GetBytes(raw), str.Raw(line.Frame));
        Assert.True(str.TryCopyTo(line.Frame, target, out var written));
        Assert.Equal(expected.Length, written);
        Assert.Equal(expected, target);
        Assert.True(str.ValueEquals(line.Frame, expected));
    }

    [Theory]
    [InlineData("abc", StrKind.Quoted)]
    [InlineData("a\\\"c", StrKind.Escaped)]
    public void Value_that_does_not_fit_is_not_said_to_be_written(string raw, StrKind kind)
    {
        using var line = FrameBuffer.OfLine(Encoding.Latin1.GetBytes(raw));
        var str = new Str(0, raw.Length, kind);
        for (var length = 0; length < 3; length++)
        {
            Assert.False(str.TryCopyTo(line.Frame, new byte[length], out var written));
            Assert.Equal(0, written);
        }

        Assert.True(str.TryCopyTo(line.Frame, new byte[4], out var all));
        Assert.Equal(3, all);
    }

    [Theory]
    [InlineData("a\\\"c", StrKind.Escaped, "a\"")]
    [InlineData("a\\\"c", StrKind.Escaped, "a\"cd")]
    [InlineData("a\\\"c", StrKind.Escaped, "a\\\"c")]
    [InlineData("a\\\"c", StrKind.Escaped, "a\"C")]
    [InlineData("a\\\"c", StrKind.Escaped, "")]
    [InlineData("abc", StrKind.Quoted, "abcd")]
    [InlineData("abc", StrKind.Atom, "ab")]
    [InlineData("abc", StrKind.Literal, "ABC")]
    public void Other_values_differ(string raw, StrKind kind, string other)
    {
        using var line = FrameBuffer.OfLine(Encoding.Latin1.GetBytes(raw));
        Assert.False(new Str(0, raw.Length, kind).ValueEquals(line.Frame, Encoding.Latin1.GetBytes(other)));
    }

    [Theory]
    [InlineData(StrKind.None, false)]
    [InlineData(StrKind.Nil, true)]
    [InlineData(StrKind.Streamed, true)]
    public void Strings_without_a_value_equal_nothing(StrKind kind, bool isPresent)
    {
        using var line = FrameBuffer.OfLine("NIL"u8);
        var str = new Str(0, kind == StrKind.Nil ? 3 : 0, kind);
        Assert.Equal(isPresent, str.IsPresent);
        Assert.False(str.ValueEquals(line.Frame, "NIL"u8));
        Assert.False(str.ValueEquals(line.Frame, []));
    }

    [Fact]
    public void Streamed_string_has_a_size_and_no_bytes_in_the_frame()
    {
        using var line = FrameBuffer.OfLine("a APPEND x {2147483647}"u8);
        var str = new Str(0, int.MaxValue, StrKind.Streamed);
        Assert.True(str.Raw(line.Frame).IsEmpty);
        Assert.True(str.TryCopyTo(line.Frame, [], out var written));
        Assert.Equal(0, written);
    }

    [Fact]
    public void Kinds_are_frozen_because_emitted_code_holds_their_numbers() =>
        Assert.Equal("None=0 Nil=1 Atom=2 Quoted=3 Escaped=4 Literal=5 Streamed=6", string.Join(' ', Enum.GetValues<StrKind>().Select(kind => $"{kind}={(byte)kind}")));

    [Fact]
    public void Values_are_read_without_allocation()
    {
        using var line = FrameBuffer.OfLine("\"a\\\"c\""u8);
        var str = new Str(1, 4, StrKind.Escaped);
        var target = new byte[3];
        Allocation.IsNothing(() =>
        {
            Completed.Is(true, str.TryCopyTo(line.Frame, target, out _));
            Completed.Is(true, str.ValueEquals(line.Frame, target));
        });
    }
}
