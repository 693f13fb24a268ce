using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Messages;

/// <summary>Goes through the ranges of a page of history, oldest first.</summary>
internal ref struct VanishedReader(ReadOnlySpan<byte> entries, ModSeq first)
{
    private readonly ReadOnlySpan<byte> _entries = entries;
    private int _at;
    private int _left;
    private long _end;

    public ModSeq ModSeq { get; private set; } = first;

    public UidRange Range { get; private set; }

    public bool MoveNext()
    {
        while (_left == 0)
        {
            if (_at == _entries.Length)
            {
                return false;
            }

            ModSeq = new(ModSeq.Value + Varint.Read(_entries, ref _at));
            _left = (int)Varint.Read(_entries, ref _at);
        }

        _left--;
        var start = _end + Varint.OfZigZag(Varint.Read(_entries, ref _at));
        _end = start + (long)Varint.Read(_entries, ref _at);
        Range = new((uint)start, (uint)_end);
        return true;
    }
}
