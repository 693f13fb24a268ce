namespace MailStore.Imap.Replies;

/// <summary>What a client asked for with ENABLE (RFC 5161), or by a command that implies it. It changes how replies are written.</summary>
[Flags]
internal enum SessionFeatures : byte
{
    None = 0,

    /// <summary>RFC 7162 §3.1: mod-sequences are told.</summary>
    Condstore = 1,

    /// <summary>RFC 7162 §3.2.3: VANISHED instead of EXPUNGE.</summary>
    Qresync = 2,

    /// <summary>RFC 9586: no message numbers, in either direction.</summary>
    UidOnly = 4,

    /// <summary>RFC 6855 §3: UTF-8 in quoted strings.</summary>
    Utf8 = 8,

    /// <summary>RFC 9051: what it says otherwise than RFC 3501.</summary>
    Rev2 = 16,
}
