using MailStore.Imap.Session;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Commands;

/// <summary>What this server says it can. A capability is announced when it works in full, and its commands are known when it is announced.</summary>
internal static class Offer
{
    /// <summary>To everybody.</summary>
    /// <remarks>ENABLE and IDLE are of no use before the login, but Python's imaplib looks for them there and never again.</remarks>
    private static readonly string[] s_always = ["IMAP4rev1", "IMAP4rev2", "ENABLE", "ID", "IDLE", "SASL-IR"];

    // RFC 7888 §5: LITERAL- before the login, where literals are short anyway, and LITERAL+ behind it.
    private static readonly string[] s_stranger = ["LITERAL-"];

    private static readonly string[] s_user =
    [
        "LITERAL+", "ACL", "BINARY", "CATENATE", "CHILDREN", "CONDSTORE", "CONTEXT=SEARCH", "CONTEXT=SORT", "CREATE-SPECIAL-USE", "ESEARCH", "ESORT", "INPROGRESS", "LIST-EXTENDED",
        "LIST-METADATA", "LIST-MYRIGHTS", "LIST-STATUS", "METADATA", "MOVE", "MULTIAPPEND", "MULTISEARCH", "NAMESPACE", "NOTIFY", "OBJECTID", "PARTIAL", "PREVIEW",
        "QRESYNC", "QUOTA", "QUOTA=RES-MAILBOX", "QUOTA=RES-MESSAGE", "QUOTA=RES-STORAGE", "QUOTASET", "REPLACE", "RIGHTS=texk", "SAVEDATE", "SEARCH=FUZZY", "SEARCHRES",
        "SORT", "SORT=DISPLAY", "SPECIAL-USE", "STATUS=SIZE", "THREAD=ORDEREDSUBJECT", "THREAD=REFERENCES", "THREAD=REFS", "UIDONLY", "UIDPLUS",
        "UNSELECT", "UTF8=ACCEPT", "WITHIN", "XLIST",
    ];

    /// <summary>RFC 5255 §4.3: text is compared by i;unicode-casemap. No command belongs to this level; those that the grammar has are of others.</summary>
    private const string Comparison = "I18NLEVEL=1";

    /// <summary>RFC 4978 §3: once is enough. RFC 8437 §4.1 would have compression end in the middle of the stream.</summary>
    private static readonly string[] s_plain = ["COMPRESS=DEFLATE", "UNAUTHENTICATE"];

    private static readonly bool[] s_known = Known();

    /// <summary>The words of a CAPABILITY line as of now.</summary>
    public static string Words(ImapSession session)
    {
        string[] words = session.State == ImapStates.NotAuthenticated
            ? [.. s_always, .. s_stranger, .. Logins(session)]
            // RFC 7889 §3
            : [.. s_always, .. s_user, Comparison, .. session.IsCompressed ? [] : s_plain, $"APPENDLIMIT={session.Limits.AfterLogin.MessageBytesMax}"];
        return string.Join(' ', words.Where(word => !IsWithheld(word, session)));
    }

    /// <summary>The grammar knows verbs of extensions that are not here yet: to a client they do not exist.</summary>
    public static bool IsKnown(ImapVerb verb) => s_known[(int)verb];

    /// <summary>The same in this session: to its client what is withheld does not exist either.</summary>
    public static bool IsOffered(ImapVerb verb, ImapSession session) =>
        IsKnown(verb) && (session.Services.Withheld.Count == 0 || !ImapVerbs.Of(verb).Capabilities.All(word => IsWithheld(word, session)));

    /// <summary>Whoever runs the server does without it (RFC 8437 §8).</summary>
    public static bool IsWithheld(string word, ImapSession session) => session.Services.Withheld.Contains(word);

    /// <summary>Ways to log in from here.</summary>
    private static IEnumerable<string> Logins(ImapSession session)
    {
        if (session.Connection.CanStartTls)
        {
            yield return "STARTTLS";
        }

        // RFC 9051 §6.2.3: where a password would be read by others, it must not be sent.
        if (!session.Connection.IsPrivate)
        {
            yield return "LOGINDISABLED";
        }

        foreach (var mechanism in session.Services.Sasl.Offered(session.Connection))
        {
            yield return "AUTH=" + mechanism;
        }
    }

    private static bool[] Known()
    {
        string[] words = ["STARTTLS", .. s_always, .. s_user, .. s_plain];
        var known = new bool[byte.MaxValue + 1];
        foreach (var verb in Enum.GetValues<ImapVerb>())
        {
            known[(int)verb] = ImapVerbs.Of(verb).Capabilities.Any(words.Contains);
        }

        return known;
    }
}
