namespace MailStore.Log.Commit;

/// <summary>
/// One change to a volume, from whoever asks to the writer. The writer lets all requests of a batch decide, one behind the
/// other, makes durable what they appended in one write, publishes, and then tells each of them. Exactly one of
/// <see cref="Committed"/> and <see cref="Failed"/> is called, once; neither may block, and continuations go to the pool. After
/// that, and not before, the same object may be submitted again.
/// </summary>
public abstract class VolumeRequest
{
    /// <summary>Octets that this request will append, about: batches are cut by it.</summary>
    public virtual int BytesHint => 256;

    /// <summary>Runs between two batches, alone.</summary>
    internal virtual bool IsFence => false;

    /// <summary>The one behind it in the queue.</summary>
    internal VolumeRequest? Next { get; set; }

    /// <summary>What <see cref="BytesHint"/> said when it was submitted.</summary>
    internal int QueuedBytes { get; set; }

    /// <summary>
    /// Looks at the state, decides, appends. A request that refuses appends nothing and is told with its batch all the same:
    /// what it saw may be as new as the batch. An exception here is a broken invariant and ends the volume.
    /// </summary>
    protected internal abstract void Decide(IBatch batch);

    /// <summary>What was decided is durable and published.</summary>
    protected internal abstract void Committed();

    /// <summary>The volume closed before it was durable: whether it took place is known only after recovery.</summary>
    protected internal abstract void Failed(Exception fault);
}
