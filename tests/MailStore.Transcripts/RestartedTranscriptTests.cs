using MailStore.Transcripts.Drives;

namespace MailStore.Transcripts;

public sealed class RestartedTranscriptTests
{
    public static TheoryData<string> Scripts => ScriptList.All;

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task The_engine_keeps_to_the_script_if_it_is_restarted_after_every_OK(string name) => ScriptList.RunAsync(name, "restarted", clock => new EngineDrive(clock) { RestartsAfterOk = true });
}
