using System.Collections.Concurrent;

namespace MailStore.Engine.Search.Planning;

/// <summary>Summaries of the chunks of one mailbox, as searches made them. Any thread; what is out of date is replaced when somebody looks.</summary>
internal sealed class ChunkSummaries
{
    private readonly ConcurrentDictionary<uint, ChunkSummary> _chunks = [];

    public ChunkSummary? Find(uint chunk) => _chunks.GetValueOrDefault(chunk);

    public void Set(uint chunk, ChunkSummary summary) => _chunks[chunk] = summary;
}
