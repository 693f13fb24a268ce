using MailStore.Wire.Writing;

namespace MailStore.Imap.Replies;

/// <summary>Writes a response code with its brackets and the space behind.</summary>
internal static class CodeText
{
    public static void Write(ref ReplyWriter line, in ResponseCode code)
    {
        if (code.Kind == CodeKind.None)
        {
            return;
        }

        line.Token("["u8);
        line.Token(Word(code.Kind));
        Operands(ref line, code);
        line.Token("] "u8);
    }

    private static void Operands(ref ReplyWriter line, in ResponseCode code)
    {
        switch (code.Kind)
        {
            // RFC 4315 §3
            case CodeKind.AppendUid or CodeKind.CopyUid:
                line.Space();
                line.Number(code.Number);
                line.Space();
                SetText.Write(ref line, code.First ?? default);
                if (code.Second is { } target)
                {
                    line.Space();
                    SetText.Write(ref line, target);
                }

                break;
            // RFC 9051 §7.1 for BADCHARSET, RFC 4469 §4.1 for BADURL, RFC 9585 §4 for INPROGRESS
            case CodeKind.BadCharset or CodeKind.BadUrl or CodeKind.Capability or CodeKind.InProgress:
                line.Space();
                LineText.Write(ref line, code.Words);
                break;
            // RFC 5267 §4.3.1: a tag, in quotes.
            case CodeKind.NoUpdate:
                line.Space();
                line.String(System.Text.Encoding.ASCII.GetBytes(code.Words));
                break;
            // RFC 7162 §3.1.3
            case CodeKind.Modified:
                line.Space();
                SetText.Write(ref line, code.First ?? default);
                break;
            // RFC 8474 §4.1, §4.2
            case CodeKind.MailboxId:
                line.Space();
                ObjectIdText.Bracketed(ref line, ObjectIdText.Mailbox, code.Number);
                break;

            case CodeKind.HighestModSeq or CodeKind.MetadataLongEntries or CodeKind.MetadataMaxSize or CodeKind.UidNext or CodeKind.UidValidity:
                line.Space();
                line.Number(code.Number);
                break;
        }
    }

    private static ReadOnlySpan<byte> Word(CodeKind kind) => kind switch
    {
        CodeKind.AlreadyExists => "ALREADYEXISTS"u8,
        CodeKind.AppendUid => "APPENDUID"u8,
        CodeKind.AuthenticationFailed => "AUTHENTICATIONFAILED"u8,
        CodeKind.AuthorizationFailed => "AUTHORIZATIONFAILED"u8,
        // RFC 9051 §7.1
        CodeKind.BadCharset => "BADCHARSET"u8,
        // RFC 5465 §3.1
        CodeKind.BadEvent =>
            "BADEVENT (MessageNew MessageExpunge FlagChange MailboxName SubscriptionChange MailboxMetadataChange ServerMetadataChange)"u8,
        CodeKind.BadUrl => "BADURL"u8,
        CodeKind.Cannot => "CANNOT"u8,
        CodeKind.Capability => "CAPABILITY"u8,
        CodeKind.Closed => "CLOSED"u8,
        CodeKind.CompressionActive => "COMPRESSIONACTIVE"u8,
        CodeKind.CopyUid => "COPYUID"u8,
        // RFC 9051 §6.3.5
        CodeKind.HasChildren => "HASCHILDREN"u8,
        CodeKind.HighestModSeq => "HIGHESTMODSEQ"u8,
        CodeKind.InProgress => "INPROGRESS"u8,
        CodeKind.Limit => "LIMIT"u8,
        CodeKind.MailboxId => "MAILBOXID"u8,
        // RFC 5464 §4.2.1, §4.3
        CodeKind.MetadataLongEntries => "METADATA LONGENTRIES"u8,
        CodeKind.MetadataMaxSize => "METADATA MAXSIZE"u8,
        CodeKind.MetadataTooMany => "METADATA TOOMANY"u8,
        CodeKind.Modified => "MODIFIED"u8,
        CodeKind.NonExistent => "NONEXISTENT"u8,
        CodeKind.NoPerm => "NOPERM"u8,
        CodeKind.NotificationOverflow => "NOTIFICATIONOVERFLOW"u8,
        CodeKind.NoUpdate => "NOUPDATE"u8,
        CodeKind.OverQuota => "OVERQUOTA"u8,
        CodeKind.PrivacyRequired => "PRIVACYREQUIRED"u8,
        CodeKind.ReadOnly => "READ-ONLY"u8,
        CodeKind.ReadWrite => "READ-WRITE"u8,
        CodeKind.ServerBug => "SERVERBUG"u8,
        CodeKind.TooBig => "TOOBIG"u8,
        CodeKind.TryCreate => "TRYCREATE"u8,
        CodeKind.UidNext => "UIDNEXT"u8,
        CodeKind.UidRequired => "UIDREQUIRED"u8,
        CodeKind.UidValidity => "UIDVALIDITY"u8,
        CodeKind.Unavailable => "UNAVAILABLE"u8,
        // RFC 3516 §4.3
        CodeKind.UnknownCte => "UNKNOWN-CTE"u8,
        CodeKind.UseAttr => "USEATTR"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
