using System.Text;
using MailStore.Server.Cli;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Tests.Cli;

public sealed class CommandRootTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_goes_to_the_output(string argument)
    {
        var (code, output, error) = await RunAsync(argument);
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
        Assert.Contains("  mailstore ", output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Theory]
    [InlineData("'serev'", "serev")]
    [InlineData("'--port'", "--port", "25")]
    [InlineData("''", "")]
    [InlineData("'me'", "--help", "me")]
    [InlineData("--user: user needs NAME:PASSWORD", "serve", "--user", "anna")]
    [InlineData("'here' is no address and port", "serve", "--imap", "here")]
    [InlineData("'1143' is no address and port", "serve", "--imap", "1143")]
    [InlineData("one of imap, smtp, pop3.", "parse")]
    [InlineData("one of imap, smtp, pop3, not 'jmap'", "parse", "jmap", "x")]
    public async Task What_is_not_understood_is_named_on_the_error_output(string named, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.Equal(ExitCode.NotUnderstood, code);
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("imap", "a1 NOOP", "complete: Noop")]
    [InlineData("smtp", "MAIL FROM:<>", "complete: Mail")]
    [InlineData("pop3", "RETR 1", "complete: Retr")]
    public async Task Each_protocol_parses_a_command_from_an_argument(string protocol, string command, string expected)
    {
        var (code, output, _) = await RunAsync("parse", protocol, command);
        Assert.Equal(ExitCode.Done, code);
        Assert.StartsWith(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_are_read_from_the_input_if_none_is_given()
    {
        var (code, output, _) = await RunOnAsync("a1 NOOP\na2 LOGOUT", "parse", "imap");
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("complete: Noop", output, StringComparison.Ordinal);
        Assert.Contains("complete: Logout", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_command_says_where_and_what_was_expected()
    {
        var (code, output, _) = await RunAsync("parse", "imap", "a1 FETCH x FLAGS");
        Assert.Equal(ExitCode.Refused, code);
        Assert.StartsWith("invalid at 9: expected ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("expected " + Environment.NewLine, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_behind_an_at_sign_is_no_file_to_read()
    {
        var (_, output, _) = await RunAsync("parse", "pop3", "@/etc/hostname");
        Assert.Contains("@/etc/hostname", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Exit_codes_are_frozen()
    {
        Assert.Equal(0, (int)ExitCode.Done);
        Assert.Equal(1, (int)ExitCode.Refused);
        Assert.Equal(2, (int)ExitCode.NotUnderstood);
    }

    private static Task<(ExitCode Code, string Output, string Error)> RunAsync(params string[] arguments) => RunOnAsync("", arguments);

    private static async Task<(ExitCode Code, string Output, string Error)> RunOnAsync(string input, params string[] arguments)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(input));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandRoot.RunAsync(arguments, new Terminal(source, output, error, IsInteractive: false));
        return (code, output.ToString(), error.ToString());
    }
}
