using MailStore.Abstractions.Searching;

namespace MailStore.Engine.Search.Planning;

/// <summary>What is indexed of one mailbox, held open for one search.</summary>
internal interface ITextIndex : IDisposable
{
    /// <summary>About how long a look costs, in the time that it takes to open so many messages.</summary>
    long CostOf(SearchNode node);

    /// <summary>What messages are sorted and threaded by, in pieces in the order of their UIDs; not of messages that are not indexed.</summary>
    IReadOnlyList<byte[][]> ReadColumns(uint wanted, CancellationToken cancellation);

    /// <summary>Of a <see cref="SearchNodeKind.Text"/> or a <see cref="SearchNodeKind.SentDay"/>: the messages that are not indexed stay open.</summary>
    Judgement Find(SearchNode node, MessageDomain domain, ulong[] within, CancellationToken cancellation);
}
