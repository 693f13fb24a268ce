using System.Runtime.InteropServices;
using MailStore.Server.Cli.Parse;
using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;

namespace MailStore.Server.Tests.Cli.Parse;

public sealed class CommandPrinterTests
{
    private enum Verb : byte
    {
        None,
        Fetch,
        Store,
    }

    [Flags]
    private enum Kinds : uint
    {
        None = 0,
        Flags = 1,
        Body = 2,
    }

    [Fact]
    public void Positions_are_shown_as_the_text_they_point_at()
    {
        var command = new Command { Verb = Verb.Fetch, Tag = new(0, 2), Uid = true };
        command.Fetch.Items = new(9, 10, Kinds.Flags | Kinds.Body);
        command.Fetch.Part.Size = 7;
        Assert.Equal(
            """
              Uid                      yes
              Tag                      "a1"
              Items                    "FLAGS BODY" (Flags, Body)
              Part.Size                7

            """,
            Printed(command, "a1 FETCH FLAGS BODY"));
    }

    [Fact]
    public void Only_the_fields_of_the_verb_are_shown()
    {
        var command = new Command { Verb = Verb.Store };
        command.Store.Name = new(0, 4, StrKind.Escaped);
        Assert.Equal("  Name                     \"a\\\"b\"" + Environment.NewLine, Printed(command, "a\\\"b"));
    }

    [Theory]
    [InlineData(StrKind.Nil, "NIL")]
    [InlineData(StrKind.Streamed, "3 octets, not kept")]
    [InlineData(StrKind.Literal, "\"abc\"")]
    public void Strings_are_shown_by_kind(StrKind kind, string expected)
    {
        var command = new Command { Verb = Verb.Store };
        command.Store.Name = new(0, 3, kind);
        Assert.EndsWith($" {expected}{Environment.NewLine}", Printed(command, "abc"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_shown_of_what_is_not_there() => Assert.Empty(Printed(new Command { Verb = Verb.Fetch }, "a"));

    [Fact]
    public void Bytes_that_cannot_be_seen_are_shown_by_number() =>
        Assert.Equal("\"\\x00 \\xE9\\r\\n\\\\\\\"~\\x7F\"", CommandPrinter.Quoted([0, 32, 0xE9, 13, 10, (byte)'\\', (byte)'"', (byte)'~', 127]));

    private static string Printed(Command command, string line)
    {
        using var frame = FrameBuffer.OfLine(System.Text.Encoding.ASCII.GetBytes(line));
        using var output = new StringWriter();
        CommandPrinter.Print(command, command.Verb.ToString(), frame.Frame, output);
        return output.ToString();
    }

    // What the generator writes: a header, and the commands' structs in the same memory.
    [StructLayout(LayoutKind.Explicit)]
    private struct Command
    {
        [FieldOffset(0)]
        public Verb Verb;

        [FieldOffset(1)]
        public bool Uid;

        [FieldOffset(4)]
        public Slice Tag;

        [FieldOffset(16)]
        public FetchStruct Fetch;

        [FieldOffset(16)]
        public StoreStruct Store;
    }

    private struct FetchStruct
    {
        public ItemList Items;
        public PartStruct Part;
    }

    private struct PartStruct
    {
        public ulong Size;
    }

    private struct StoreStruct
    {
        public Str Name;
    }

    private readonly record struct ItemList(int Offset, int Length, Kinds Kinds);
}
