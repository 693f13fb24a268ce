using MailStore.Log.Commit;
using MailStore.Log.Compaction;
using MailStore.Log.Segments;

namespace MailStore.Log.Backup;

/// <summary>Asks the writer where the journal ends: all before it is durable, and nothing behind it was ever decided.</summary>
internal sealed class EndRequest(Func<JournalEnd> journalEnd) : WriterStep
{
    public override int BytesHint => 0;

    public JournalEnd End { get; private set; }

    internal override bool IsFence => true;

    protected override void Decide(Batch batch) => End = journalEnd();
}
