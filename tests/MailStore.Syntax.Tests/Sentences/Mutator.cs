namespace MailStore.Syntax.Tests.Sentences;

/// <summary>Changes a sentence in one to three places, with octets that the grammar's sentences are made of, and some that they are not.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[] Nasty = [0, 1, 9, 10, 13, 32, 34, 40, 41, 42, 46, 48, 58, 60, 62, 91, 92, 93, 123, 125, 127, 128, 255];

    private readonly Random _random = new(seed);

    // Octets of the sentences seen so far, as often as they occurred: the last few thousand.
    private readonly byte[] _seen = new byte[4096];
    private int _seenCount;

    public byte[] Mutate(byte[] sentence)
    {
        foreach (var octet in sentence)
        {
            _seen[_seenCount++ % _seen.Length] = octet;
        }

        var text = sentence.ToList();
        var changes = _random.Next(1, 4);
        for (var i = 0; i < changes; i++)
        {
            Change(text);
        }

        return [.. text];
    }

    private void Change(List<byte> text)
    {
        if (text.Count == 0)
        {
            text.Add(Octet());
            return;
        }

        var at = _random.Next(text.Count);
        switch (_random.Next(6))
        {
            case 0:
                text[at] = Octet();
                break;
            case 1:
                text.Insert(_random.Next(text.Count + 1), Octet());
                break;
            case 2:
                text.RemoveAt(at);
                break;
            case 3:
                text.Insert(at, text[at]);
                break;
            case 4:
                var other = _random.Next(text.Count);
                (text[at], text[other]) = (text[other], text[at]);
                break;
            default:
                Insert(text, at);
                break;
        }
    }

    // Two or three octets of another place, so that parts of words meet.
    private void Insert(List<byte> text, int at)
    {
        var from = _random.Next(text.Count);
        var part = text.GetRange(from, Math.Min(_random.Next(2, 4), text.Count - from));
        text.InsertRange(at, part);
    }

    private byte Octet() => _random.Next(8) switch
    {
        0 => (byte)_random.Next(256),
        1 or 2 => Nasty[_random.Next(Nasty.Length)],
        _ => _seenCount == 0 ? (byte)'a' : _seen[_random.Next(Math.Min(_seenCount, _seen.Length))],
    };
}
