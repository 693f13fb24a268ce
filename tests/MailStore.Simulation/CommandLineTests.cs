namespace MailStore.Simulation;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help", "torture")]
    [InlineData("", "fuzz")]
    [InlineData("torture --help", "--kills <N>")]
    [InlineData("fuzz --help", "--minutes <N>")]
    [InlineData("flood --help", "--connections <N>")]
    public async Task Help_is_said_and_nothing_else_is_done(string line, string part)
    {
        var (code, output, error) = await RunAsync(line);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains(part, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("torture --kills", "Required argument missing for option: '--kills'.")]
    [InlineData("torture --kills many", "'many' is not a whole number from 1 on, which --kills takes.")]
    [InlineData("torture --kills 0", "'0' is not a whole number from 1 on, which --kills takes.")]
    [InlineData("torture --kills -5", "'-5' is not a whole number from 1 on, which --kills takes.")]
    [InlineData("torture --changes 99999999999", "'99999999999' is not a whole number from 1 on, which --changes takes.")]
    [InlineData("torture --minutes 1h", "'1h' is not a number of minutes, as in 60 or 1.5, which --minutes takes.")]
    [InlineData("torture --seed x", "'x' is not a whole number from 1 on, which --seed takes.")]
    [InlineData("torture --kill 5", "'--kill' is not understood.")]
    [InlineData("fuzz --minutes 0", "'0' is not a number of minutes, as in 60 or 1.5, which --minutes takes.")]
    [InlineData("flood --connections NaN", "'NaN' is not a whole number from 1 on, which --connections takes.")]
    [InlineData("tortur", "'tortur' is not understood.")]
    public async Task What_is_not_understood_is_one_line_and_starts_nothing(string line, string sentence)
    {
        var (code, output, error) = await RunAsync(line);
        Assert.Equal((2, ""), (code, output));
        Assert.Equal($"simulation: {sentence} '--help' says what is understood.", error.TrimEnd());
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string line)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await Program.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, error);
        return (code, output.ToString(), error.ToString());
    }
}
