using MailStore.Abstractions.Messages;

namespace MailStore.Imap.Replies;

/// <summary>What stands in the brackets of a status reply, for programs to act on.</summary>
/// <param name="Number">UIDVALIDITY of APPENDUID and COPYUID, or the one operand of others.</param>
/// <param name="First">UIDs of APPENDUID, the source of COPYUID, the messages of MODIFIED.</param>
/// <param name="Second">The target of COPYUID.</param>
internal readonly record struct ResponseCode(CodeKind Kind, ulong Number = 0, UidSet? First = null, UidSet? Second = null)
{
    /// <summary>The words of CAPABILITY.</summary>
    public string Words { get; init; } = "";

    public static implicit operator ResponseCode(CodeKind kind) => new(kind);
}
