namespace MailStore.Engine.Search.Terms;

/// <summary>Memory to sort one table of terms after the other in.</summary>
internal sealed class SortRoom
{
    /// <summary>By term's number: behind the last of its messages in <see cref="Messages"/>.</summary>
    public int[] Ends { get; private set; } = [];

    public int[] Messages { get; private set; } = [];

    public ulong[] Keys { get; private set; } = [];

    /// <summary>The numbers of the terms, in the order of their octets.</summary>
    public int[] Order { get; private set; } = [];

    public void Reserve(int terms, int messages)
    {
        if (Ends.Length < terms)
        {
            var length = terms + (terms / 4);
            (Ends, Keys, Order) = (new int[length], new ulong[length], new int[length]);
        }

        if (Messages.Length < messages)
        {
            Messages = new int[messages + (messages / 4)];
        }
    }
}
