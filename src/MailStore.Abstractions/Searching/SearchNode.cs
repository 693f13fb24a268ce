using System.Collections.Immutable;
using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Searching;

/// <summary>A search, or a part of one, in terms that no protocol owns. What it means is what the verifying front end says of a message that it has opened.</summary>
public sealed record SearchNode(SearchNodeKind Kind)
{
    public static SearchNode Unknown { get; } = new(SearchNodeKind.Unknown);

    public ImmutableArray<SearchNode> Nodes { get; init; } = [];

    public UidSet Uids { get; init; } = UidSet.Empty;

    public SystemFlags Flags { get; init; }

    /// <summary>-1: no message ever had it.</summary>
    public int Keyword { get; init; } = -1;

    /// <summary>The lowest number that holds.</summary>
    public long Low { get; init; } = long.MinValue;

    /// <summary>The highest number that holds.</summary>
    public long High { get; init; } = long.MaxValue;

    public SearchField Field { get; init; }

    /// <summary>Of <see cref="SearchField.Header"/>.</summary>
    public string Name { get; init; } = "";

    /// <summary>As it was asked for, not folded.</summary>
    public string Text { get; init; } = "";
}
