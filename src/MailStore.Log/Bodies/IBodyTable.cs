using MailStore.Log.Records;

namespace MailStore.Log.Bodies;

/// <summary>
/// How often each body is referred to. A body begins with one reference and needs no record as long as that is so; at none it
/// is dead, and its octets count as reclaimable. Called by the writer and by replay, with the same calls in the same order.
/// </summary>
public interface IBodyTable
{
    void Retain(LogAddress body);

    /// <summary>Gives up one reference.</summary>
    /// <param name="octets">The body's length, as it was appended: what becomes reclaimable. To look it up here would read the disk.</param>
    /// <returns>Whether it was the last one.</returns>
    bool Release(LogAddress body, long octets);
}
