using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Engine.Messages;

namespace MailStore.Engine.Search.Planning;

/// <summary>A part of a search that the slot of a message answers: a flag, a number between two others, or the opposite of one of these.</summary>
internal readonly struct SlotTest
{
    private const long UnixSeconds = 62_135_596_800;
    private const int DaySeconds = 24 * 60 * 60;

    private readonly SearchNode _node;

    private SlotTest(SearchNode node, bool isNot)
    {
        _node = node;
        IsNot = isNot;
    }

    /// <summary>What is between two others.</summary>
    public static ReadOnlySpan<SearchNodeKind> Numbers =>
    [
        SearchNodeKind.Size, SearchNodeKind.ModSeq, SearchNodeKind.InternalDay, SearchNodeKind.SaveDay,
        SearchNodeKind.InternalMoment, SearchNodeKind.EmailId, SearchNodeKind.ThreadId,
    ];

    public SearchNode Node => _node;

    public bool IsNot { get; }

    /// <summary>False if slots do not tell.</summary>
    public static bool TryCreate(SearchNode node, out SlotTest test)
    {
        var isNot = false;
        while (node.Kind == SearchNodeKind.Not)
        {
            (isNot, node) = (!isNot, node.Nodes[0]);
        }

        test = new(node, isNot);
        return node.Kind is SearchNodeKind.Flags or SearchNodeKind.Keyword || Numbers.Contains(node.Kind);
    }

    public bool Holds(in SlotRecord slot)
    {
        if (_node.Kind == SearchNodeKind.Flags)
        {
            return ((slot.System & _node.Flags) != SystemFlags.None) != IsNot;
        }

        var number = NumberOf(_node.Kind, slot);
        return (number >= _node.Low && number <= _node.High) != IsNot;
    }

    public static long NumberOf(SearchNodeKind kind, in SlotRecord slot) => kind switch
    {
        SearchNodeKind.Size => slot.Size,
        SearchNodeKind.ModSeq => (long)Math.Min(slot.ModSeq, long.MaxValue),

        // RFC 9051 §6.4.4: the day as it was where the message came from, time and zone left out.
        SearchNodeKind.InternalDay => (slot.InternalSeconds + (slot.InternalOffsetMinutes * 60L)) / DaySeconds,
        SearchNodeKind.SaveDay => (slot.SaveDate + UnixSeconds) / DaySeconds,
        SearchNodeKind.InternalMoment => slot.InternalSeconds - UnixSeconds,
        SearchNodeKind.EmailId => (long)slot.MessageId,
        SearchNodeKind.ThreadId => (long)slot.ThreadId,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
