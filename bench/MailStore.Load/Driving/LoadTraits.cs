namespace MailStore.Load.Driving;

/// <summary>What is to be known of a load before it runs.</summary>
/// <param name="Says">In a few words, for tables.</param>
/// <param name="Unit">What an operation is.</param>
/// <param name="Demand">What is asked of us, beside the best of the others.</param>
/// <param name="IsWrite">Then only servers are compared that have done as much when they say done.</param>
internal sealed record LoadTraits(string Name, string Says, string Unit, Bounds Bounds, Demand Demand, bool IsWrite)
{
    /// <summary>It asks for what sessions hold of the memory, which is looked at when all workers have done their calls and are still there.</summary>
    public bool AsksMemory { get; init; }

    /// <summary>A round takes so long to set up that three are enough, and none to warm up.</summary>
    public bool IsSlow { get; init; }
}
