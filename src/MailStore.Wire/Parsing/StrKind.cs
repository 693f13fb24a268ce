namespace MailStore.Wire.Parsing;

/// <summary>How a string stood on the wire. The numbers are frozen: emitted code holds them.</summary>
public enum StrKind : byte
{
    /// <summary>The optional string was not there.</summary>
    None = 0,

    /// <summary>NIL, which is not the empty string (RFC 9051 §4.5).</summary>
    Nil = 1,

    /// <summary>A bare token: the slice is the value.</summary>
    Atom = 2,

    /// <summary>Quoted, without an escape: the slice inside the quotes is the value.</summary>
    Quoted = 3,

    /// <summary>Quoted, with at least one backslash: copy it with <see cref="Str.TryCopyTo"/>.</summary>
    Escaped = 4,

    /// <summary>Counted octets that lie in the frame: the slice is the value.</summary>
    Literal = 5,

    /// <summary>Counted octets that follow the frame and were not buffered. Length is the announced size if it fits, else int.MaxValue.</summary>
    Streamed = 6,
}
