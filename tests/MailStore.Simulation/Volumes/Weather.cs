namespace MailStore.Simulation.Volumes;

/// <summary>What a run's disk does.</summary>
internal enum Weather
{
    /// <summary>Nothing but kills, power cuts between two operations, and clean ends.</summary>
    Calm,

    /// <summary>Errors, slowness and power cuts at any operation. Nothing acknowledged may be lost, and the volume opens again.</summary>
    Stormy,

    /// <summary>The disk runs full, and gets more room some time later.</summary>
    Full,

    /// <summary>Lost, torn, misdirected and flipped writes, caches that lie: the volume may refuse, but is never wrong.</summary>
    Lying,
}
