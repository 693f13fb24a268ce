namespace MailStore.Pop3.Session;

/// <summary>A mark for each message of a maildrop. Takes memory with the first mark.</summary>
internal sealed class MessageMarks(int count)
{
    private ulong[]? _words;

    public int Count { get; private set; }

    public bool Has(int number) => _words is { } words && (words[number >> 6] & (1UL << (number & 63))) != 0;

    public void Set(int number)
    {
        if (!Has(number))
        {
            _words ??= new ulong[(count >> 6) + 1];
            _words[number >> 6] |= 1UL << (number & 63);
            Count++;
        }
    }

    public void Clear()
    {
        _words?.AsSpan().Clear();
        Count = 0;
    }
}
