namespace MailStore.Bench.Mixes;

/// <summary>The mixes by name. The seeds are frozen: a figure of last year was measured on the same lines.</summary>
internal static class Mix
{
    /// <summary>Enough that no branch predictor learns the sequence: 128 lines parse twice as fast, 16,384 no slower.</summary>
    public const int Lines = 4096;

    private static readonly Weighted[] _imap =
        [
            new(46, ImapFetchLines.Make),
            new(13, ImapStoreLines.Make),
            new(11, ImapSearchLines.Make),
            new(9, ImapMailboxLines.Make),
            new(4, ImapAppendLines.Make),
            new(17, ImapSimpleLines.Make),
        ];

    public static LineSet Imap(int count = Lines) => LineSet.Distinct("IMAP mix", 9051, count, static dice => dice.Roll(_imap));

    public static LineSet ImapFetch(int count = Lines) => LineSet.Distinct("FETCH only", 9052, count, ImapFetchLines.Make);

    public static LineSet ImapStore(int count = Lines) => LineSet.Distinct("STORE only", 9053, count, ImapStoreLines.Make);

    public static LineSet ImapSearch(int count = Lines) => LineSet.Distinct("SEARCH only", 9054, count, ImapSearchLines.Make);

    public static LineSet ImapSimple(int count = Lines) => LineSet.Distinct("simple only", 9055, count, ImapSimpleLines.Make);

    public static LineSet ImapMailbox(int count = Lines) => LineSet.Distinct("mailbox only", 9056, count, ImapMailboxLines.Make);

    public static LineSet Smtp(int count = Lines) => LineSet.Distinct("SMTP mix", 5321, count, SmtpLines.Make);

    public static LineSet Pop3(int count = Lines) => LineSet.Distinct("POP3 mix", 1939, count, Pop3Lines.Make);
}
