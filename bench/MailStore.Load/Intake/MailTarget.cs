using System.Globalization;
using System.Net;

namespace MailStore.Load.Intake;

/// <summary>A server that takes mail.</summary>
/// <param name="Login">NAME:PASSWORD, or nothing.</param>
/// <param name="Process">Whose time is counted, with that of its children; 0 if nobody's.</param>
internal sealed record MailTarget(string Name, IPEndPoint Place, bool IsLmtp, string Login, int Process)
{
    /// <summary>From <c>127.0.0.1:24</c>, <c>NAME:PASSWORD@127.0.0.1:587</c> or either with <c>/PROCESS</c> behind it.</summary>
    public static MailTarget Parse(string name, string text, bool isLmtp)
    {
        var at = text.LastIndexOf('@');
        var place = text[(at + 1)..].Split('/');
        return new(name, IPEndPoint.Parse(place[0]), isLmtp, at < 0 ? "" : text[..at], place.Length > 1 ? int.Parse(place[1], CultureInfo.InvariantCulture) : 0);
    }
}
