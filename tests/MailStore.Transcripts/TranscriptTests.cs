using MailStore.Testing.Time;
using MailStore.Transcripts.Drives;
using MailStore.Transcripts.Running;
using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts;

public sealed class TranscriptTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "imap");

    public static TheoryData<string> Scripts => [.. Directory.GetFiles(s_folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)!).Order()];

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task The_twin_keeps_to_the_script(string name) => RunAsync(name, "twin", clock => new TwinDrive(clock));

    private static async Task RunAsync(string name, string drive, Func<TimeProvider, IDrive> open)
    {
        var script = Script.Read(Path.Combine(s_folder, name + ".txt"));
        if (script.IsLeftOutOf(drive))
        {
            return;
        }

        var clock = new ManualClock();
        await using var runner = new ScriptRunner(script, open(clock), clock);
        await runner.RunAsync();
    }
}
