using MailStore.Testing.Storage;

namespace MailStore.Simulation.Volumes;

/// <summary>The faults of each weather, per million operations; a run has some hundred operations.</summary>
internal static class WeatherReport
{
    private static readonly FaultRate[] Storm =
    [
        new(SimFault.PowerCut, 8_000), new(SimFault.Error, 4_000), new(SimFault.Full, 1_500), new(SimFault.Slow, 5_000),
    ];

    private static readonly FaultRate[] Lies =
    [
        new(SimFault.PowerCut, 6_000), new(SimFault.Error, 1_000),
        new(SimFault.LostWrite, 3_000), new(SimFault.TornWrite, 3_000), new(SimFault.MisdirectedWrite, 3_000),
        new(SimFault.FlippedWrite, 3_000), new(SimFault.CachedWrite, 5_000), new(SimFault.LostFlush, 10_000),
        new(SimFault.ForgottenName, 10_000), new(SimFault.FlippedRead, 2_000),
    ];

    public static IReadOnlyList<FaultRate> Rates(Weather weather) => weather switch
    {
        Weather.Stormy => Storm,
        Weather.Lying => Lies,
        Weather.Full => [new(SimFault.PowerCut, 2_000)],
        _ => [],
    };
}
