using System.Globalization;
using MailStore.Smtp.Session;

namespace MailStore.Server.Config;

/// <summary>Mail that comes in.</summary>
internal static class MailRows
{
    private const string Section = "Mail that comes in";

    /// <summary>In the order of <see cref="MailStore.Smtp.Session.FromPolicy"/>.</summary>
    public static IReadOnlyList<string> Policies { get; } = ["own", "own-envelope", "any"];

    public static Setting HostName { get; } = new("host-name", Section, ValueForm.Text, "Who we are in greetings and trace headers; without it, the name of the machine.") { IsReloadable = true };

    public static Setting Smarthost { get; } = new("smarthost", Section, ValueForm.Smarthost, "Who takes what users send elsewhere. It is passed on while the user waits, since there is no queue. Without one it is refused.") { IsReloadable = true, IsSecret = true };

    public static Setting FromPolicy { get; } = new("from-policy", Section, ValueForm.OneOf([.. Policies]), "Whom users may write as: own (names of theirs, in the envelope and in From), own-envelope, any.") { Default = [Policies[0]], IsReloadable = true };

    public static Setting MessageBytes { get; } = new("message-bytes", Section, ValueForm.Number(1, 1L << 30), "The largest message that is taken, by SMTP, LMTP and APPEND.")
    {
        Default = [new SmtpLimits().Octets.MessageBytesMax.ToString(CultureInfo.InvariantCulture)],
        IsReloadable = true,
    };

    public static Setting FullIsFinal { get; } = Switch("full-is-final", "A full mailbox is answered 552, and not 452 for a later try.");

    public static Setting MendLineEnds { get; } = Switch("mend-line-ends", "A CR or LF that stands alone in a message becomes CRLF. Without this, such a message is refused.");

    public static Setting AnswerVrfy { get; } = Switch("answer-vrfy", "VRFY and EXPN say who is here.");

    public static Setting Trust { get; } = new("trust", Section, ValueForm.Network, "Network of mail servers whose word is taken for who their clients are: XCLIENT.") { IsList = true, IsReloadable = true };

    public static IReadOnlyList<Setting> All { get; } = [HostName, Smarthost, FromPolicy, MessageBytes, FullIsFinal, MendLineEnds, AnswerVrfy, Trust];

    private static Setting Switch(string name, string meaning) => new(name, Section, ValueForm.Switch, meaning) { Default = [ValueForm.Off], IsReloadable = true };
}
