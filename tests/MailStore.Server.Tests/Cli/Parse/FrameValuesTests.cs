using MailStore.Server.Cli.Parse;
using MailStore.Syntax.Imap;
using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;

namespace MailStore.Server.Tests.Cli.Parse;

public sealed class FrameValuesTests
{
    [Fact]
    public void Items_of_lists_and_fields_of_lazy_values_are_shown()
    {
        // In no order: how the fields of a struct lie is the generator's choice.
        Assert.Equal(
            new[]
            {
                "Tag \"a\"",
                "SearchKeys \"NOT (SEEN FROM \\\"joe\\\") SINCE 1-Feb-1994\" (Seen, From, Since, Not, Group)",
                "SearchKeys[0].Kind Not",
                "SearchKeys[0].SearchKeys \"(SEEN FROM \\\"joe\\\")\" (Seen, From, Group)",
                "SearchKeys[0].SearchKeys[0].Kind Group",
                "SearchKeys[0].SearchKeys[0].SearchKeys \"SEEN FROM \\\"joe\\\"\" (Seen, From)",
                "SearchKeys[0].SearchKeys[0].SearchKeys[0].Kind Seen",
                "SearchKeys[0].SearchKeys[0].SearchKeys[1].Kind From",
                "SearchKeys[0].SearchKeys[0].SearchKeys[1].SearchText \"joe\"",
                "SearchKeys[1].Kind Since",
                "SearchKeys[1].Date \"1-Feb-1994\"",
                "SearchKeys[1].Date.DateDay 1",
                "SearchKeys[1].Date.DateMonth Feb",
                "SearchKeys[1].Date.DateYear 1994",
            }.Order(StringComparer.Ordinal),
            Printed("a SEARCH NOT (SEEN FROM \"joe\") SINCE 1-Feb-1994").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Items_that_are_no_structs_are_shown_by_themselves()
    {
        Assert.Equal(
            ["Tag \"a\"", "Mailbox \"box\"", "StatusAtts \"MESSAGES UIDNEXT\" (Messages, Uidnext)", "StatusAtts[0] Messages", "StatusAtts[1] Uidnext"],
            Printed("a STATUS box (MESSAGES UIDNEXT)"));
    }

    [Fact]
    public void What_is_neither_a_list_nor_lazy_has_no_content()
    {
        using var line = FrameBuffer.OfLine("a"u8);
        Assert.Null(FrameValues.ItemsOf(new Slice(0, 1), line.Frame));
        Assert.Null(FrameValues.ValueOf(new Slice(0, 1), line.Frame));
    }

    private static string[] Printed(string text)
    {
        using var line = FrameBuffer.OfLine(System.Text.Encoding.ASCII.GetBytes(text));
        Assert.Equal(ParseStatus.Complete, ImapParser.Parse(line.Frame, out var command, out _));
        using var output = new StringWriter();
        CommandPrinter.Print(command, command.Verb.ToString(), line.Frame, output);
        return [.. output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(shown => string.Join(' ', shown.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
    }
}
