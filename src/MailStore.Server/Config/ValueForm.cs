using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MailStore.Server.Accounts;
using MailStore.Server.Relaying;

namespace MailStore.Server.Config;

/// <summary>What a value may look like.</summary>
/// <param name="Sign">How it stands in help and documents.</param>
/// <param name="Objection">What is said of another thing, behind its text.</param>
internal sealed record ValueForm(string Sign, string Objection, Func<string, bool> IsGood)
{
    public const string On = "true";
    public const string Off = "false";

    public static ValueForm Text { get; } = new("TEXT", "is no text in one line", text => text.Length > 0 && !text.Any(char.IsControl));

    public static ValueForm Capability { get; } = new("CAPABILITY", "is no word of CAPABILITY, as in IDLE or COMPRESS=DEFLATE", text => text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '=' or '-' or '+'));

    public static ValueForm File { get; } = new("FILE", "is no name of a file", text => text.Length > 0);

    public static ValueForm Folder { get; } = new("FOLDER", "is no name of a folder", text => text.Length > 0);

    public static ValueForm Place { get; } = new("ADDRESS:PORT", "is no address and port, as in 127.0.0.1:1143 or [::1]:1143", IsPlace);

    public static ValueForm Network { get; } = new("NETWORK", "is no network, as in 192.0.2.0/24 or 2001:db8::/32", text => IPNetwork.TryParse(text, out _));

    public static ValueForm Web { get; } = new("URL", "is no address of the web, as in http://localhost:4317", text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");

    public static ValueForm Login { get; } = new("NAME:PASSWORD", "is no NAME:PASSWORD", text => User.TryParse(text, out _));

    public static ValueForm Smarthost { get; } = new("smtp://[NAME:PASSWORD@]HOST[:PORT]", "is no smtp://HOST:PORT and no smtps://HOST:PORT", text => SmarthostPlace.TryParse(text, out _));

    public static ValueForm Pair(string sign, string example) => new(sign, $"is no {sign}, as in {example}", text => text.IndexOf('=') is > 0 and var at && at < text.Length - 1);

    /// <summary>In a file without quotes; on the command line its name is enough.</summary>
    public static ValueForm Switch { get; } = new("true|false", "is neither true nor false", text => text is On or Off) { IsBare = true, IsSwitch = true };

    /// <summary>In a file without quotes.</summary>
    public bool IsBare { get; private init; }

    public bool IsSwitch { get; private init; }

    public static ValueForm Number(long least, long most) => new(
        "NUMBER",
        $"is no whole number from {least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)}",
        text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
    {
        IsBare = true,
    };

    public static ValueForm OneOf(params string[] words) => new(string.Join('|', words), "is none of " + string.Join(", ", words), words.Contains);

    // .NET takes an IPv6 address without brackets for one with port 0, that is any port: ::1:1143 too.
    private static bool IsPlace(string text) => IPEndPoint.TryParse(text, out var place) && text.Contains(place.AddressFamily == AddressFamily.InterNetworkV6 ? "]:" : ":", StringComparison.Ordinal);
}
