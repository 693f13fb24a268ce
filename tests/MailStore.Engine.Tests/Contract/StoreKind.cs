namespace MailStore.Engine.Tests.Contract;

/// <summary>Which store a test of the contracts runs on.</summary>
public enum StoreKind
{
    Twin,
}
