namespace MailStore.Server.Transfer.Imap;

/// <summary>A server that mail is brought over from: <c>imaps://anna@imap.example.org</c>.</summary>
internal sealed record ImapPlace(string Host, int Port, string User, bool IsTls)
{
    private const int PlainPort = 143;
    private const int TlsPort = 993;

    /// <summary>Any certificate will do, as of a server that goes out of service.</summary>
    public bool TrustsAny { get; init; }

    public override string ToString() => $"{(IsTls ? "imaps" : "imap")}://{User}@{Host}:{Port}";

    public static bool TryParse(string text, out ImapPlace place)
    {
        place = null!;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("imap" or "imaps") || uri.Host.Length == 0 || uri.UserInfo.Length == 0 || uri.UserInfo.Contains(':'))
        {
            return false;
        }

        var isTls = uri.Scheme == "imaps";
        place = new(uri.Host.Trim('[', ']'), uri.Port > 0 ? uri.Port : isTls ? TlsPort : PlainPort, Uri.UnescapeDataString(uri.UserInfo), isTls);
        return true;
    }
}
