namespace MailStore.Wire.Writing;

/// <summary>Which forms of a string a client understands, beyond quoted strings of ASCII and literals.</summary>
[Flags]
public enum StringForms : byte
{
    None = 0,

    /// <summary>UTF-8 may stand in quoted strings: after ENABLE of UTF8=ACCEPT (RFC 6855 §3) or IMAP4rev2 (RFC 9051 §4.3).</summary>
    Utf8Quoted = 1,

    /// <summary>literal8 is allowed in this place: BINARY (RFC 3516 §4.1). Elsewhere NUL has no form and is written as 0x80.</summary>
    Literal8 = 2,
}
