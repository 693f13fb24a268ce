using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;

namespace MailStore.Testing.Memory;

internal sealed class MemoryUpload : IUpload
{
    private readonly MemoryMailStore _store;
    private readonly IMessageAnalysis? _analysis;
    private readonly MemoryStream _octets = new();
    private bool _isOver;

    public MemoryUpload(MemoryMailStore store, long? announcedBytes, bool hasRoom)
    {
        _store = store;
        _analysis = store.Analyst?.Begin();
        Refusal = announcedBytes > store.MessageBytesMax ? Refusal.TooLarge : hasRoom ? Refusal.None : Refusal.OverQuota;
    }

    public long Length { get; private set; }

    public Refusal Refusal { get; private set; }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        cancellation.ThrowIfCancellationRequested();
        Length += octets.Length;
        Refusal = Refusal == Refusal.None && Length > _store.MessageBytesMax ? Refusal.TooLarge : Refusal;
        if (Refusal == Refusal.None)
        {
            _octets.Write(octets.Span);
            _analysis?.Take(octets.Span);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _isOver = true;
        return ValueTask.CompletedTask;
    }

    /// <summary>An upload serves one append or delivery.</summary>
    internal MemoryBody Take()
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        _isOver = true;
        var lent = Refusal == Refusal.None && _analysis != null ? _analysis.Finish() : MessageFacts.None;
        var facts = new MessageFacts(lent.Octets.ToArray(), lent.ThreadKeys.ToArray());
        _analysis?.Dispose();
        return new(_octets.ToArray(), facts, Refusal);
    }
}
