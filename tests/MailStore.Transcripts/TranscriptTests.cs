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

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task The_engine_keeps_to_the_script(string name) =>
        RunAsync(name, "engine", clock => new EngineDrive(clock, cutsInput: false, restartsAfterOk: false));

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task The_engine_keeps_to_the_script_if_every_octet_comes_alone(string name) =>
        RunAsync(name, "cut", clock => new EngineDrive(clock, cutsInput: true, restartsAfterOk: false));

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task The_engine_keeps_to_the_script_if_it_is_restarted_after_every_OK(string name) =>
        RunAsync(name, "restarted", clock => new EngineDrive(clock, cutsInput: false, restartsAfterOk: true));

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
