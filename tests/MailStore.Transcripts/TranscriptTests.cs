using MailStore.Testing.Time;
using MailStore.Transcripts.Drives;
using MailStore.Transcripts.Protocols;
using MailStore.Transcripts.Running;
using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts;

public sealed class TranscriptTests
{
    /// <summary>Named as <c>imap/rfc9051-append</c>.</summary>
    public static TheoryData<string> Scripts =>
    [
        .. ProtocolTable.Folders.SelectMany(folder => Directory
            .GetFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.txt")
            .Select(path => $"{folder}/{Path.GetFileNameWithoutExtension(path)}")
            .Order(StringComparer.Ordinal)),
    ];

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
        var script = Script.Read(Path.Combine(AppContext.BaseDirectory, name + ".txt"));
        if (script.IsLeftOutOf(drive))
        {
            return;
        }

        var clock = new ManualClock();
        await using var runner = new ScriptRunner(script, ProtocolTable.Open(name.Split('/')[0], clock), open(clock));
        await runner.RunAsync();
    }
}
