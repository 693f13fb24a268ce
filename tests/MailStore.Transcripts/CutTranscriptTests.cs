using MailStore.Transcripts.Drives;

namespace MailStore.Transcripts;

public sealed class CutTranscriptTests
{
    public static TheoryData<string> Scripts => ScriptList.All;

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task The_engine_keeps_to_the_script_if_every_octet_comes_alone(string name) => ScriptList.RunAsync(name, "cut", clock => new EngineDrive(clock) { CutsInput = true });
}
