using MailStore.Transcripts.Drives;

namespace MailStore.Transcripts;

public sealed class SmallTranscriptTests
{
    public static TheoryData<string> Scripts => ScriptList.All;

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task The_engine_keeps_to_the_script_if_its_frames_batches_and_segments_are_small(string name) => ScriptList.RunAsync(name, "small", clock => new EngineDrive(clock) { IsSmall = true });
}
