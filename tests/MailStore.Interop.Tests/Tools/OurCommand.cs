namespace MailStore.Interop.Tests.Tools;

/// <summary>Commands of <c>mailstore</c> on a store of a test's own.</summary>
internal sealed class OurCommand(string data)
{
    public Task<string> RunAsync(params string[] arguments) => RunOnAsync("", arguments);

    /// <summary>What it prints; it must succeed.</summary>
    public async Task<string> RunOnAsync(string input, params string[] arguments) => (await ExternalProgram.RunWithAsync(
        "dotnet", input, new Dictionary<string, string>(), [Path.Combine(AppContext.BaseDirectory, "mailstore.dll"), .. arguments, "--data", data])).Good();
}
