namespace MailStore.Mime.Decoding;

/// <summary>Input that is taken from the front, and room that is filled from the front.</summary>
internal ref struct DecodeCursor(ReadOnlySpan<byte> input, Span<byte> output)
{
    private readonly ReadOnlySpan<byte> _input = input;
    private readonly Span<byte> _output = output;

    public int Consumed { get; private set; }

    public int Written { get; private set; }

    public readonly ReadOnlySpan<byte> Input => _input[Consumed..];

    public readonly Span<byte> Room => _output[Written..];

    public void Take(int consumed, int written)
    {
        Consumed += consumed;
        Written += written;
    }

    /// <summary>Copies input to output as long as there is room. False if input is left.</summary>
    public bool Copy(int length)
    {
        var fitting = Math.Min(length, Room.Length);
        Input[..fitting].CopyTo(Room);
        Take(fitting, fitting);
        return fitting == length;
    }

    public bool CopyAll() => Copy(Input.Length);
}
