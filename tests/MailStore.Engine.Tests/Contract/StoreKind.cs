namespace MailStore.Engine.Tests.Contract;

/// <summary>Which store a test of the contracts runs on.</summary>
public enum StoreKind
{
    Twin,

    /// <summary>The engine on two volumes of simulated disks.</summary>
    Engine,
}
