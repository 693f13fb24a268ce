using MailStore.Log.Commit;

namespace MailStore.Log.Compaction;

/// <summary>Has the next batch begin a new segment, so that the one before can be collected.</summary>
internal sealed class RollRequest(Action roll) : WriterStep
{
    public override int BytesHint => 0;

    internal override bool IsFence => true;

    protected override void Decide(Batch batch) => roll();
}
