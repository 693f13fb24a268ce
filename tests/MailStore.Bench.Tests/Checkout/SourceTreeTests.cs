using MailStore.Bench.Checkout;
using Xunit;

namespace MailStore.Bench.Tests.Checkout;

public sealed class SourceTreeTests
{
    [Fact]
    public void A_copy_holds_sources_and_nothing_that_a_build_made()
    {
        var target = Directory.CreateTempSubdirectory("mailstore-bench-").FullName;
        try
        {
            SourceTree.CopyTo(target);

            Assert.True(File.Exists(Path.Combine(target, "MailStore.sln")));
            Assert.True(File.Exists(Path.Combine(target, "bench/MailStore.Bench/Program.cs")));
            Assert.Empty(Directory.EnumerateDirectories(target, "obj", SearchOption.AllDirectories));
            Assert.Empty(Directory.EnumerateDirectories(target, "bin", SearchOption.AllDirectories));
        }
        finally
        {
            Directory.Delete(target, recursive: true);
        }
    }

    [Fact]
    public void A_command_hands_back_its_output_and_its_exit_code()
    {
        var version = DotnetCommand.Run(SourceTree.Root(), "--version");
        Assert.Equal(0, version.ExitCode);
        Assert.StartsWith("10.", version.Output, StringComparison.Ordinal);

        Assert.NotEqual(0, DotnetCommand.Run(SourceTree.Root(), "no-such-command").ExitCode);
    }
}
