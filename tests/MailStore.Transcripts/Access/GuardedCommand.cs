using MailStore.Abstractions.Mailboxes;

namespace MailStore.Transcripts.Access;

/// <summary>A row of RFC 4314 §4's table: a command, and the rights to the mailbox <c>{0}</c> that it needs.</summary>
/// <param name="Selected">What is selected before it; null for nothing.</param>
/// <param name="Also">A right that any of several others could stand in for.</param>
/// <param name="ShowsTaken">It makes a name, and that a name is taken cannot be hidden.</param>
internal sealed record GuardedCommand(string Text, MailboxRights Needed, string? Selected = null, MailboxRights Also = MailboxRights.None, bool ShowsTaken = false)
{
    private const string Message = "{26+}\r\nSubject: a\r\n\r\nSome text.\r\n";
    private const MailboxRights Leaving = MailboxRights.DeleteMessages | MailboxRights.Expunge;

    /// <summary>Every command that names a mailbox or works on the selected one. "Other" is a mailbox to which one has all rights.</summary>
    public static IReadOnlyList<GuardedCommand> All { get; } =
    [
        new("SELECT {0}", MailboxRights.Read),
        new("EXAMINE {0}", MailboxRights.Read),
        new("STATUS {0} (MESSAGES UIDNEXT SIZE)", MailboxRights.Read),
        new("SELECT {0} (CONDSTORE)", MailboxRights.Read),
        new("CREATE {0}/New", MailboxRights.CreateMailboxes, ShowsTaken: true),
        new("CREATE {0}/Deep/New", MailboxRights.CreateMailboxes, ShowsTaken: true),
        new("DELETE {0}", MailboxRights.DeleteMailbox),
        new("RENAME {0} Elsewhere", MailboxRights.DeleteMailbox),
        new("RENAME Other {0}/New", MailboxRights.CreateMailboxes, ShowsTaken: true),
        new("SUBSCRIBE {0}", MailboxRights.None),
        new("UNSUBSCRIBE {0}", MailboxRights.None),
        new("GETQUOTAROOT {0}", MailboxRights.Read),
        new("GETACL {0}", MailboxRights.Administer),
        new("LISTRIGHTS {0} bob", MailboxRights.Administer),
        new("SETACL {0} bob -r", MailboxRights.Administer),
        new("DELETEACL {0} bob", MailboxRights.Administer),
        new("MYRIGHTS {0}", MailboxRights.None),
        new("GETMETADATA {0} /private/comment", MailboxRights.Lookup, Also: MailboxRights.Post),
        new("SETMETADATA {0} (/private/comment \"mine\")", MailboxRights.Lookup, Also: MailboxRights.Post),
        new("SETMETADATA {0} (/private/specialuse \"\\\\Junk\")", MailboxRights.Lookup, Also: MailboxRights.Post),
        new($"APPEND {{0}} {Message}", MailboxRights.Insert),
        new($"APPEND {{0}} (\\Seen \\Deleted \\Flagged) {Message}", MailboxRights.Insert),
        new("COPY 1 {0}", MailboxRights.Insert, "Other"),
        new("UID COPY 1 {0}", MailboxRights.Insert, "Other"),
        new("MOVE 1 {0}", MailboxRights.Insert, "Other"),
        new("UID MOVE 1 {0}", MailboxRights.Insert, "Other"),
        new($"REPLACE 1 {{0}} {Message}", MailboxRights.Insert, "Other"),
        new($"UID REPLACE 1 {{0}} {Message}", MailboxRights.Insert, "Other"),
        new("APPEND Other CATENATE (URL \"/{0}/;UID=1\")", MailboxRights.Read),
        new("FETCH 1 (FLAGS BODY[])", MailboxRights.Read, "{0}"),
        new("SEARCH ALL", MailboxRights.Read, "{0}"),
        new("ESEARCH ALL", MailboxRights.Read, "{0}"),
        new("ESEARCH IN (selected) ALL", MailboxRights.Read, "{0}"),
        new("STORE 1 +FLAGS (\\Seen)", MailboxRights.Read | MailboxRights.KeepSeen, "{0}"),
        new("STORE 1 -FLAGS.SILENT (\\Deleted)", MailboxRights.Read | MailboxRights.DeleteMessages, "{0}"),
        new("STORE 1 +FLAGS (\\Flagged)", MailboxRights.Read | MailboxRights.Write, "{0}"),
        new("UID STORE 1 +FLAGS (Keyword)", MailboxRights.Read | MailboxRights.Write, "{0}"),
        new("STORE 1 FLAGS ()", MailboxRights.Read | MailboxRights.KeepSeen | MailboxRights.Write | MailboxRights.DeleteMessages, "{0}"),
        new("STORE 1 +FLAGS (\\Flagged \\Seen \\Deleted)", MailboxRights.Read, "{0}", MailboxRights.KeepSeen),
        new("EXPUNGE", MailboxRights.Read | MailboxRights.Expunge, "{0}"),
        new("UID EXPUNGE 1", MailboxRights.Read | MailboxRights.Expunge, "{0}"),
        new("CLOSE", MailboxRights.Read, "{0}"),
        new("UNSELECT", MailboxRights.Read, "{0}"),
        new("COPY 1 Other", MailboxRights.Read, "{0}"),
        new("MOVE 1 Other", MailboxRights.Read | Leaving, "{0}"),
        new("UID MOVE 1 Other", MailboxRights.Read | Leaving, "{0}"),
        new($"REPLACE 1 Other {Message}", MailboxRights.Read | Leaving, "{0}"),
    ];

    public string On(string mailbox) => Text.Replace("{0}", mailbox, StringComparison.Ordinal);

    public override string ToString() => Text;
}
