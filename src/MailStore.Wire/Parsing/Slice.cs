namespace MailStore.Wire.Parsing;

/// <summary>A place in a frame. Holds no reference, so it may sit in a field across an await; only good with its own frame.</summary>
public readonly record struct Slice(int Offset, int Length)
{
    public bool IsEmpty => Length == 0;

    public ReadOnlySpan<byte> Of(Frame frame) => frame.Bytes.Slice(Offset, Length);
}
