namespace MailStore.Interop.Tests.Tools;

/// <summary>
/// A test that needs programs of others. Where one is missing it is skipped with a reason, so that a newcomer's run is not red;
/// where MAILSTORE_INTEROP is "required", as .ci/run says it, it runs and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] programs)
    {
        var missing = programs.Where(program => ExternalProgram.Find(program) is null).ToList();
        if (missing.Count > 0 && Environment.GetEnvironmentVariable("MAILSTORE_INTEROP") != "required")
        {
            Skip = $"{string.Join(", ", missing)} not found: tests/MailStore.Interop.Tests/install.sh installs what is missing.";
        }
    }
}
