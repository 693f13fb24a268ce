namespace MailStore.Log.Index;

/// <summary>
/// What batches have put, before the index itself has it: the writer reads its own writes, and nobody else does. There are two
/// layers: the batch that is settled and on its way to the disk, and over it the one that is being decided.
/// </summary>
internal sealed class IndexOverlay(IIndexWriter index) : IIndexWriter
{
    private OverlayLayer _decided = new();
    private OverlayLayer _settled = new();

    public bool TryRead(in IndexKey key, IndexBuffer into) =>
        _decided.TryRead(key, into, out var isThere) || _settled.TryRead(key, into, out isThere) ? isThere : index.TryRead(key, into);

    public void Put(in IndexKey key, ReadOnlySpan<byte> value) => _decided.Put(key, value);

    public void Delete(in IndexKey key) => _decided.Delete(key);

    /// <summary>The batch is decided: what is put from here on belongs to the next one.</summary>
    public void Settle()
    {
        Invariant.Holds(_settled.IsEmpty);
        (_decided, _settled) = (_settled, _decided);
    }

    /// <summary>Puts what is settled into the index. It is durable by then.</summary>
    public void ApplySettled() => _settled.MoveTo(index);

    /// <summary>Puts all of it into the index.</summary>
    public void Apply()
    {
        Settle();
        ApplySettled();
    }

    /// <summary>Forgets what is not settled.</summary>
    public void Clear() => _decided.Clear();
}
