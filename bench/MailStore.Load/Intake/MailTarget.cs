using System.Net;

namespace MailStore.Load.Intake;

/// <summary>A server that takes mail.</summary>
/// <param name="Login">NAME:PASSWORD, or nothing.</param>
internal sealed record MailTarget(string Name, IPEndPoint Place, bool IsLmtp, string Login)
{
    /// <summary>From <c>127.0.0.1:24</c> or <c>NAME:PASSWORD@127.0.0.1:587</c>.</summary>
    public static MailTarget Parse(string name, string text, bool isLmtp)
    {
        var at = text.LastIndexOf('@');
        return new(name, IPEndPoint.Parse(text[(at + 1)..]), isLmtp, at < 0 ? "" : text[..at]);
    }
}
