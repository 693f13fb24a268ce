using System.Diagnostics.CodeAnalysis;

namespace MailStore.Server.Relaying;

/// <summary>Where the smarthost is, and how one logs in: <c>smtp://host:25</c>, <c>smtp://name:password@host:587</c>, <c>smtps://...:465</c>.</summary>
/// <param name="IsTls">TLS from the first octet on. Otherwise STARTTLS is used where it is offered, and demanded before a login.</param>
internal sealed record SmarthostPlace(string Host, int Port, bool IsTls, string User, string Password)
{
    public bool HasLogin => User.Length > 0;

    public static bool TryParse(string text, [NotNullWhen(true)] out SmarthostPlace? place)
    {
        place = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0 || uri.PathAndQuery.Trim('/').Length > 0)
        {
            return false;
        }

        var login = uri.UserInfo.Split(':', 2);
        var isTls = uri.Scheme == "smtps";
        var port = uri.Port > 0 ? uri.Port : isTls ? 465 : 25;
        place = new(uri.DnsSafeHost, port, isTls, Uri.UnescapeDataString(login[0]), login.Length > 1 ? Uri.UnescapeDataString(login[1]) : "");
        return true;
    }
}
