namespace MailStore.Wire.Parsing;

/// <summary>What a generated parser says of a frame.</summary>
public enum ParseStatus : byte
{
    /// <summary>The whole frame is one sentence of the grammar; the command value holds it.</summary>
    Complete = 0,

    /// <summary>The frame ends with the header of a counted literal: see <see cref="ParseStop.Literal"/>.</summary>
    NeedLiteral = 1,

    /// <summary>No sentence starts like this: see <see cref="ParseStop.Offset"/> and <see cref="ParseStop.Expected"/>.</summary>
    Invalid = 2,
}
