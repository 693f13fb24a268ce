using MailStore.Server.Cli;
using Xunit;

namespace MailStore.Server.Tests.Cli;

public sealed class CommandLineTests
{
    [Fact]
    public void Without_arguments_it_says_what_is_there_and_what_is_not()
    {
        var (code, output, error) = Run();
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("What is there:", output, StringComparison.Ordinal);
        Assert.Contains("What is not there yet:", output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_goes_to_the_output(string argument)
    {
        var (code, output, error) = Run(argument);
        Assert.Equal(ExitCode.Done, code);
        Assert.StartsWith("Usage: mailstore", output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Theory]
    [InlineData("'serev'", "serev")]
    [InlineData("'--port'", "--port", "25")]
    [InlineData("''", "")]
    [InlineData("'me'", "--help", "me")]
    public void What_is_not_understood_is_named_on_the_error_output(string named, params string[] arguments)
    {
        var (code, output, error) = Run(arguments);
        Assert.Equal(ExitCode.NotUnderstood, code);
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Fact]
    public void Exit_codes_are_frozen()
    {
        Assert.Equal(0, (int)ExitCode.Done);
        Assert.Equal(2, (int)ExitCode.NotUnderstood);
    }

    private static (ExitCode Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (CommandLine.Run(arguments, output, error), output.ToString(), error.ToString());
    }
}
