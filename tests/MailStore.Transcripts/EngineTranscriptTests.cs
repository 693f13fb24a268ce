using MailStore.Transcripts.Drives;

namespace MailStore.Transcripts;

public sealed class EngineTranscriptTests
{
    public static TheoryData<string> Scripts => ScriptList.All;

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task The_engine_keeps_to_the_script(string name) => ScriptList.RunAsync(name, "engine", clock => new EngineDrive(clock));
}
