namespace MailStore.Interop.Tests.Tools;

/// <summary>What a program left behind.</summary>
internal sealed record Ended(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>Its output, if it ended well.</summary>
    public string Good()
    {
        Assert.True(ExitCode == 0, $"{Command} ended with {ExitCode}: {Output}{Error}");
        return Output;
    }
}
