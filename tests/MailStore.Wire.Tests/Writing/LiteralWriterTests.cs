using MailStore.Wire.Tests.Framing;
using MailStore.Wire.Writing;
using Xunit;

namespace MailStore.Wire.Tests.Writing;

public sealed class LiteralWriterTests
{
    [Fact]
    public void Literal_comes_in_pieces_and_is_as_long_as_announced() =>
        Assert.Equal("{7}\r\nab\r\n.\u0080c~{2}\r\n\0x{0}\r\n", Written.Of(output =>
        {
            var writer = new LiteralWriter(output);
            writer.Begin(7, isLiteral8: false);
            writer.Write("ab\r\n"u8);
            writer.Write([]);
            writer.Write(".\0c"u8);
            writer.End();
            writer.Begin(2, isLiteral8: true);
            writer.Write("\0x"u8);
            writer.End();
            writer.Begin(0, isLiteral8: false);
            writer.End();
        }));

    [Fact]
    public void One_octet_too_many_is_refused_and_not_written() =>
        Assert.Equal("{2}\r\nab", Written.Of(output =>
        {
            var writer = new LiteralWriter(output);
            Assert.Throws<InvalidOperationException>(() => writer.Write("a"u8));
            writer.Begin(2, isLiteral8: false);
            Assert.Throws<InvalidOperationException>(() => writer.Write("abc"u8));
            writer.Write("ab"u8);
            Assert.Throws<InvalidOperationException>(() => writer.Write("c"u8));
            writer.End();
        }));

    [Fact]
    public void Missing_octets_are_noticed()
    {
        var writer = new LiteralWriter(Piecewise.NewPipe().Writer);
        writer.Begin(2, isLiteral8: false);
        writer.Write("a"u8);
        Assert.Equal(1UL, writer.Remaining);
        Assert.Throws<InvalidOperationException>(writer.End);
        Assert.Throws<InvalidOperationException>(() => writer.Begin(1, isLiteral8: false));
    }

    [Fact]
    public void Writing_literals_allocates_nothing()
    {
        var pipe = Piecewise.NewPipe();
        var writer = new LiteralWriter(pipe.Writer);
        Allocation.IsNothing(() =>
        {
            writer.Begin(5, isLiteral8: false);
            writer.Write("a\0b"u8);
            writer.Write("cd"u8);
            writer.End();
            Completed.Of(pipe.Writer.FlushAsync());
            var read = Completed.Of(pipe.Reader.ReadAsync());
            pipe.Reader.AdvanceTo(read.Buffer.End);
        });
    }
}
