using MailStore.Server.Hosting;

namespace MailStore.Server.Config;

/// <summary>Where it listens.</summary>
internal static class ListenerRows
{
    private const string Section = "Listeners";

    /// <summary>If no listener is named, those of <see cref="ServerSettings.TrialPlaces"/> are opened.</summary>
    public static IReadOnlyDictionary<ListenerKind, Setting> Places { get; } = ListenerKind.All.ToDictionary(kind => kind, RowOf);

    public static Setting Http { get; } = new("http", Section, ValueForm.Place, "Address and port of /healthz, /readyz and /metrics, for this machine or a net that may know them; 127.0.0.1:1180 if no listener is named.");

    public static Setting Proxy { get; } = new("proxy", Section, ValueForm.Network, "Network of load balancers. Whoever connects from there begins with a header of the PROXY protocol, version 1 or 2, at every listener, and is taken for the client that it names.")
    {
        IsList = true,
        IsReloadable = true,
    };

    public static IReadOnlyList<Setting> All { get; } = [.. ListenerKind.All.Select(kind => Places[kind]), Http, Proxy];

    private static Setting RowOf(ListenerKind kind)
    {
        var usual = ServerSettings.TrialPlaces.FirstOrDefault(place => place.Kind == kind);
        return new(kind.Option, Section, ValueForm.Place, $"Address and port of {kind.Name}{(usual is null ? "" : $"; {usual.Place} if no listener is named")}.") { IsList = true };
    }
}
