using System.Net;
using MailStore.Engine.Search.Catalog;
using MailStore.Imap.Session;
using MailStore.Mime.Extraction;
using MailStore.Pop3.Session;
using MailStore.Server.Accounts;
using MailStore.Server.Hosting;

namespace MailStore.Server.Config;

/// <summary>All that was set, as the server uses it.</summary>
/// <param name="Users">Who may log in beside those of the directory.</param>
internal sealed record ServerSettings(string Data, IReadOnlyList<ListeningPlace> Places, IReadOnlyList<User> Users)
{
    private static readonly IPEndPoint s_trialHttp = new(IPAddress.Loopback, 1180);

    /// <summary>Where to listen if nobody says.</summary>
    public static IReadOnlyList<ListeningPlace> TrialPlaces { get; } =
    [
        new(ListenerKind.Imap, new(IPAddress.Loopback, 1143)),
        new(ListenerKind.Pop3, new(IPAddress.Loopback, 1110)),
        new(ListenerKind.Smtp, new(IPAddress.Loopback, 1025)),
        new(ListenerKind.Submission, new(IPAddress.Loopback, 1587)),
        new(ListenerKind.Lmtp, new(IPAddress.Loopback, 1024)),
    ];

    /// <summary>Health and metrics; null: nowhere.</summary>
    public IPEndPoint? Http { get; init; }

    public required MailSettings Mail { get; init; }

    public required TlsSettings Tls { get; init; }

    public required WatchSettings Watch { get; init; }

    public required ConnectionLimits Limits { get; init; }

    public required ImapLimits ImapLimits { get; init; }

    public required Pop3Limits Pop3Limits { get; init; }

    /// <summary>What IMAP clients get away with.</summary>
    public Tolerances Tolerances { get; init; } = Tolerances.All;

    /// <summary>Capabilities that IMAP clients are not offered.</summary>
    public IReadOnlyList<string> Withheld { get; init; } = [];

    /// <summary>Load balancers, which say with a header who their client is.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Passwords stay in memory in the clear, for CRAM-MD5 and APOP.</summary>
    public bool KeepsSecrets { get; init; }

    /// <summary>Who else knows users.</summary>
    public DirectorySettings Directories { get; init; } = new();

    public TimeSpan DrainTime { get; init; }

    /// <summary>Null: nothing is indexed.</summary>
    public SearchOptions? Search { get; init; } = new();

    /// <summary>Who reads attachments for searches.</summary>
    public IReadOnlyList<ITextExtractor> Extractors { get; init; } = [];

    public ExtractionLimits ExtractionLimits { get; init; } = new();

    /// <summary>Nobody has written a file of settings: somebody has a look.</summary>
    public bool IsTrial { get; init; }

    public static ServerSettings Of(SettingValues values)
    {
        var places = ListenerKind.All.SelectMany(kind => values.Places(ListenerRows.Places[kind]).Select(place => new ListeningPlace(kind, place))).ToList();
        var users = values.Texts(AccountRows.User).Select(text => User.TryParse(text, out var user) ? user : throw new FormatException(AccountRows.User.Name)).ToList();
        return new(Path.GetFullPath(values.Text(StoreRows.Data)!), places.Count > 0 ? places : TrialPlaces, users)
        {
            Http = values.Places(ListenerRows.Http) is [var http, ..] ? http : places.Count > 0 ? null : s_trialHttp,
            Mail = MailSettings.Of(values),
            Tls = TlsSettings.Of(values),
            Watch = WatchSettings.Of(values),
            Limits = new((int)values.Number(LimitRows.Connections), (int)values.Number(LimitRows.ConnectionsPerAddress)),
            ImapLimits = ImapRows.LimitsOf(values),
            Pop3Limits = Pop3Rows.LimitsOf(values),
            Tolerances = ImapRows.TolerancesOf(values),
            Withheld = values.Texts(ImapRows.Withheld),
            Proxies = values.Networks(ListenerRows.Proxy),
            KeepsSecrets = values.IsOn(AccountRows.KeepSecrets),
            Directories = DirectorySettings.Of(values),
            Search = values.IsOn(SearchRows.Index) ? SearchRows.OptionsOf(values) : null,
            Extractors = SearchRows.ExtractorsOf(values),
            ExtractionLimits = SearchRows.LimitsOf(values),
            DrainTime = TimeSpan.FromSeconds(values.Number(LimitRows.DrainSeconds)),
        };
    }
}
