namespace MailStore.Load.Intake;

/// <summary>What one round gave: messages a second, and milliseconds of processor a message.</summary>
internal readonly record struct IntakeRound(double Rate, double ServerMilliseconds, double ClientMilliseconds)
{
    public string Say() => ServerMilliseconds > 0
        ? $"{Rate,8:0} ({ServerMilliseconds:0.00} server, {ClientMilliseconds:0.00} client)"
        : $"{Rate,8:0} ({ClientMilliseconds:0.00} client)";
}
