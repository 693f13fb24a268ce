using MailStore.Transcripts.Drives;

namespace MailStore.Transcripts;

public sealed class TwinTranscriptTests
{
    public static TheoryData<string> Scripts => ScriptList.All;

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task The_twin_keeps_to_the_script(string name) => ScriptList.RunAsync(name, "twin", clock => new TwinDrive(clock));
}
