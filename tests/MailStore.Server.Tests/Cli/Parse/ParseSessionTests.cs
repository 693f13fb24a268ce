using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Text;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Parse;
using MailStore.Wire.Parsing;

namespace MailStore.Server.Tests.Cli.Parse;

/// <summary>With a grammar made up here, so that each way in which a parser can stop is met: say "ok", then literals by their header.</summary>
public sealed class ParseSessionTests
{
    private enum Verb : byte
    {
        None,
        Ok,
    }

    [Fact]
    public async Task A_complete_command_is_named_and_its_fields_are_shown()
    {
        var (code, output) = await ReadAsync("ok a\n");
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(["complete: Ok", "  Text                     \"ok a\""], output);
    }

    [Fact]
    public async Task A_fault_is_shown_at_its_place()
    {
        var (code, output) = await ReadAsync("\u0001no\n");
        Assert.Equal(ExitCode.Refused, code);
        Assert.Equal(["invalid at 1: expected ok", "  \"\\x01no\\r\\n\"", "       ^"], output);
    }

    [Fact]
    public async Task The_next_line_is_read_behind_a_fault()
    {
        var (code, output) = await ReadAsync("no\nok b\r\n");
        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("complete: Ok", output);
    }

    [Fact]
    public async Task A_small_literal_becomes_part_of_the_command()
    {
        var (code, output) = await ReadAsync("ok {3}\r\na\nb c\n");
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(["complete: Ok", "  Text                     \"ok {3}\\r\\na\\nb c\""], output);
    }

    [Fact]
    public async Task A_streamed_literal_is_counted_and_the_rest_is_parsed_behind_it()
    {
        var (code, output) = await ReadAsync("ok ~{3}\r\nabc d\n");
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(["so far: Ok, then a literal of 3 octets", "  Text                     \"ok ~{3}\"", "complete: Ok", "  Text                     \" d\""], output);
    }

    [Fact]
    public async Task An_input_that_ends_inside_of_a_literal_is_refused()
    {
        var (code, output) = await ReadAsync("ok {3}\r\na");
        Assert.Equal(ExitCode.Refused, code);
        Assert.Equal(["not whole: the input ends inside of a literal"], output);
    }

    [Fact]
    public async Task A_literal_over_the_limit_is_refused()
    {
        var (code, output) = await ReadAsync("ok {99999999}\r\n");
        Assert.Equal(ExitCode.Refused, code);
        Assert.Equal(["not read: LiteralRefused"], output);
    }

    [Fact]
    public async Task Without_streamed_literals_lines_are_all_there_is()
    {
        var (code, output) = await ReadAsync("ok {3}\r\nabc\r\n", new("toy", Parse, Resume: null, Describe));
        Assert.Equal(ExitCode.Refused, code);
        Assert.Equal("invalid at 0: expected ok", output[^3]);
    }

    [Fact]
    public async Task An_input_without_an_end_of_line_is_a_line()
    {
        var (code, output) = await ReadAsync("ok a");
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal("complete: Ok", output[0]);
    }

    private static async Task<(ExitCode Code, string[] Output)> ReadAsync(string text, Protocol? protocol = null)
    {
        var pipe = new Pipe();
        using var source = new MemoryStream(Encoding.Latin1.GetBytes(text));
        using var output = new StringWriter();
        await LineInput.CopyAsync(source, pipe.Writer);
        var code = await new ParseSession(protocol ?? new("toy", Parse, Resume, Describe), output).RunAsync(pipe.Reader);
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private static ParseStatus Parse(Frame frame, out object command, out ParseStop stop)
    {
        command = new Command { Verb = Verb.Ok, Ok = { Text = new(0, frame.Length - 2) } };
        stop = default;
        var bytes = frame.Bytes;
        if (!bytes.StartsWith("ok"u8))
        {
            stop = new(bytes[0] < 32 ? 1 : 0, 0, default);
            return ParseStatus.Invalid;
        }

        if (!bytes.EndsWith("}\r\n"u8))
        {
            return ParseStatus.Complete;
        }

        var header = bytes.LastIndexOf((byte)'{');
        var isStreamed = bytes[header - 1] == '~';
        var size = ulong.Parse(bytes[(header + 1)..^3], System.Globalization.CultureInfo.InvariantCulture);
        stop = new(bytes.Length, 0, new(header, size, IsSynchronising: true, ResumePoint: (byte)(isStreamed ? 7 : 0)));
        return ParseStatus.NeedLiteral;
    }

    private static ParseStatus Resume(Frame frame, byte resumePoint, out object command, out ParseStop stop)
    {
        Assert.Equal(7, resumePoint);
        command = new Command { OkRest = { Text = new(0, frame.Length - 2) } };
        stop = default;
        return ParseStatus.Complete;
    }

    private static string Describe(in ParseStop stop) => "ok";

    [StructLayout(LayoutKind.Explicit)]
    private struct Command
    {
        [FieldOffset(0)]
        public Verb Verb;

        [FieldOffset(8)]
        public TextStruct Ok;

        [FieldOffset(8)]
        public TextStruct OkRest;
    }

    private struct TextStruct
    {
        public Slice Text;
    }
}
