namespace MailStore.Simulation.Sessions;

/// <summary>A message as one client counts it.</summary>
internal sealed class Slot
{
    /// <summary>0 as long as it is not known.</summary>
    public uint Uid { get; set; }

    /// <summary>As the client was told or did it itself, without \Recent; null if it never heard of them.</summary>
    public uint? Flags { get; set; }
}
