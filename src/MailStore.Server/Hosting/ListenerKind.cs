namespace MailStore.Server.Hosting;

/// <summary>A protocol that can be listened for. A new one is a row here and its front end in <c>Cli/Serve/FrontEnds.cs</c>.</summary>
/// <param name="Option">Behind <c>--</c> on the command line.</param>
/// <param name="Name">As people read it.</param>
/// <param name="Alpn">RFC 7301: what a client may ask for by name. One that asks for something else came to the wrong place, or was led there.</param>
/// <param name="IsTls">TLS from the first octet on.</param>
internal sealed record ListenerKind(string Option, string Name, string Alpn, bool IsTls)
{
    public static ListenerKind Imap { get; } = new("imap", "IMAP", "imap", IsTls: false);

    public static ListenerKind Imaps { get; } = new("imaps", "IMAPS", "imap", IsTls: true);

    public static IReadOnlyList<ListenerKind> All { get; } = [Imap, Imaps];
}
