using MailStore.Syntax.Imap;
using MailStore.Syntax.Pop3;
using MailStore.Syntax.Smtp;

namespace MailStore.Transcripts;

/// <summary>No command and no code goes without a script.</summary>
public sealed class CoverageTests
{
    // RFC 5530, and each extension's own. What is not here cannot be brought about by what a client says alone: SERVERBUG and
    // INPROGRESS, or once COMPRESS has begun, when scripts cannot be read: COMPRESSIONACTIVE. MailStore.Imap.Tests has those.
    private static readonly string[] s_imapCodes =
    [
        "ALREADYEXISTS", "APPENDUID", "AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "BADCHARSET", "BADEVENT", "BADURL", "CANNOT", "CAPABILITY", "CLOSED", "COPYUID",
        "HASCHILDREN", "HIGHESTMODSEQ", "LIMIT", "MAILBOXID", "METADATA", "MODIFIED", "NONEXISTENT", "NOPERM", "NOTIFICATIONOVERFLOW", "NOUPDATE",
        "OVERQUOTA", "PERMANENTFLAGS", "PRIVACYREQUIRED", "READ-ONLY", "READ-WRITE", "TOOBIG", "TRYCREATE", "UIDNEXT", "UIDREQUIRED", "UIDVALIDITY",
        "UNAVAILABLE", "UNKNOWN-CTE", "USEATTR",
    ];

    // RFC 5321 §4.2.2 and RFC 4954 §4.7, §6: those that this server has a reason to give. It never gives 211 (nothing to say of a system), 450 (no
    // mailbox is ever locked), 455 (parameters always can be met), 432 and 534 (no password has to be changed first).
    private static readonly string[] s_smtpCodes =
    [
        "214", "220", "221", "235", "250", "251", "252", "334", "354", "421", "451", "452", "454", "500", "501", "502", "503", "504", "530", "535", "538", "550", "551", "552",
        "553", "554", "555",
    ];

    private static readonly string[] s_pop3Codes = ["AUTH", "IN-USE", "LOGIN-DELAY", "SYS/PERM", "SYS/TEMP"];

    [Fact]
    public void Each_response_code_of_IMAP_is_in_a_script() => Assert.Empty(Missing("imap", s_imapCodes, code => [$"[{code}]", $"[{code} "], 'S'));

    [Fact]
    public void Each_reply_code_of_SMTP_is_in_a_script() => Assert.Empty(Missing("smtp", s_smtpCodes, code => [$": {code} ", $": {code}-"], 'S'));

    [Fact]
    public void Each_response_code_of_POP3_is_in_a_script() => Assert.Empty(Missing("pop3", s_pop3Codes, code => [$"[{code}]"], 'S'));

    /// <summary>Two that the grammars know are not offered, and are answered as any unknown command is.</summary>
    [Fact]
    public void Each_command_of_IMAP_is_in_a_script() => Assert.Empty(Missing("imap", WordsOf<ImapVerb>().Except(["LANGUAGE", "XAPPLEPUSHSERVICE"]), verb => [$" {verb}"], 'C'));

    [Fact]
    public void Each_command_of_SMTP_is_in_a_script() => Assert.Empty(Missing("smtp", [.. WordsOf<SmtpVerb>().Except(["RETIRED"]), "TURN", "SEND", "SOML", "SAML"], verb => [$": {verb}"], 'C'));

    [Fact]
    public void Each_command_of_POP3_is_in_a_script() => Assert.Empty(Missing("pop3", WordsOf<Pop3Verb>(), verb => [$": {verb}"], 'C'));

    // StartTls is STARTTLS, and UidExpunge is UID EXPUNGE.
    private static IEnumerable<string> WordsOf<T>()
        where T : struct, Enum => Enum.GetNames<T>()
            .Where(name => name is not "None" and not "Unknown")
            .Select(name => (name.StartsWith("Uid", StringComparison.Ordinal) && name.Length > 4 ? "UID " + name[3..] : name).ToUpperInvariant());

    private static List<string> Missing(string folder, IEnumerable<string> wanted, Func<string, string[]> forms, char speaker)
    {
        var lines = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.txt")
            .SelectMany(File.ReadLines)
            .Where(line => line.Length > 0 && line[0] == speaker)
            .Select(line => line.ToUpperInvariant())
            .ToList();
        return wanted.Where(word => !forms(word).Any(form => lines.Exists(line => line.Contains(form, StringComparison.Ordinal)))).ToList();
    }
}
