using MailStore.Log.Records;

namespace MailStore.Bench.Contenders.Store;

/// <summary>Something that makes records durable, for any number of writers at a time.</summary>
internal interface IJournal : IDisposable
{
    /// <summary>Done when it is durable.</summary>
    ValueTask<LogAddress> AppendAsync(ReadOnlyMemory<byte> record);

    /// <summary>Durable writes so far; 0 if it cannot tell.</summary>
    long Writes { get; }
}
