namespace MailStore.Transcripts.Protocols;

/// <summary>All protocols that have scripts, by the folder that these lie in.</summary>
internal static class ProtocolTable
{
    public static IProtocol Open(string folder, TimeProvider clock) => folder switch
    {
        "imap" => new ImapProtocol(clock),
        "pop3" => new Pop3Protocol(clock),
        "smtp" => new SmtpProtocol(clock),
        _ => throw new ArgumentOutOfRangeException(nameof(folder), folder, "There is no such protocol."),
    };

    public static IReadOnlyList<string> Folders { get; } = ["imap", "pop3", "smtp"];
}
