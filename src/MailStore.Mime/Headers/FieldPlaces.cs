using System.Buffers;

namespace MailStore.Mime.Headers;

/// <summary>A list of places that begins on the caller's stack and grows into rented memory, up to a limit.</summary>
internal ref struct FieldPlaces(Span<FieldPlace> room, int countMax)
{
    /// <summary>Room on the caller's stack that is enough for most messages.</summary>
    public const int UsualRoom = 32;

    private Span<FieldPlace> _room = room;
    private FieldPlace[]? _rented;
    private int _count;

    public readonly ReadOnlySpan<FieldPlace> All => _room[.._count];

    /// <summary>Adds a place, unless there are as many as there may be.</summary>
    public void Add(FieldPlace place)
    {
        if (_count == countMax)
        {
            return;
        }

        if (_count == _room.Length)
        {
            var larger = ArrayPool<FieldPlace>.Shared.Rent(_count * 4);
            _room.CopyTo(larger);
            Dispose();
            _rented = larger;
            _room = larger;
        }

        _room[_count++] = place;
    }

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<FieldPlace>.Shared.Return(_rented);
            _rented = null;
        }
    }
}
