namespace MailStore.Server.Transfer.Writing;

/// <summary>What an export has written so far, and how it is shown.</summary>
internal sealed class ExportTotals(Action<long, long> progress, long total)
{
    private long _messages;
    private long _bytes;
    private long _known;

    public int Mailboxes { get; set; }

    public ExportReport ToReport() => new(Mailboxes, _messages, _bytes, _known);

    public void Wrote(long bytes)
    {
        _bytes += bytes;
        Show(++_messages + _known);
    }

    public void Knew() => Show(++_known + _messages);

    private void Show(long done) => progress(done, Math.Max(total, done));
}
