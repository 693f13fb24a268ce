using MailStore.Testing.Time;
using MailStore.Transcripts.Drives;
using MailStore.Transcripts.Protocols;
using MailStore.Transcripts.Running;
using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts;

/// <summary>All scripts, and one run of one. Each drive is a class of its own, so that they run side by side.</summary>
internal static class ScriptList
{
    /// <summary>Named as <c>imap/rfc9051-append</c>.</summary>
    public static TheoryData<string> All { get; } =
    [
        .. ProtocolTable.Folders.SelectMany(folder => Directory
            .GetFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.txt")
            .Select(path => $"{folder}/{Path.GetFileNameWithoutExtension(path)}")
            .Order(StringComparer.Ordinal)),
    ];

    public static async Task RunAsync(string name, string drive, Func<TimeProvider, IDrive> open)
    {
        var script = Script.Read(Path.Combine(AppContext.BaseDirectory, name + ".txt"));
        if (script.IsLeftOutOf(drive))
        {
            return;
        }

        var clock = new ManualClock();
        await using var runner = new ScriptRunner(script, ProtocolTable.Open(name.Split('/')[0], clock), open(clock), clock);
        await runner.RunAsync();
    }
}
