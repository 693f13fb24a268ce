namespace MailStore.Engine.Search.Terms;

/// <summary>The terms of a table in the order of their octets.</summary>
internal readonly struct SortedTerms(TermTable terms, SortRoom room, int count)
{
    public int Count => count;

    public ReadOnlySpan<byte> Term(int place) => terms.TermOf(room.Order[place]);

    /// <summary>The numbers of the messages that have it, ascending.</summary>
    public ReadOnlySpan<int> Messages(int place)
    {
        var number = room.Order[place];
        var messages = terms.MessagesOf(number);
        return room.Messages.AsSpan(room.Ends[number] - messages, messages);
    }
}
