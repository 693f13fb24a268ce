using Xunit;

namespace MailStore.Engine.Tests.Contract;

/// <summary>Runs a test once on the twin and once on the engine: both keep the same contracts.</summary>
public sealed class EachStore : TheoryData<StoreKind>
{
    public EachStore()
    {
        AddRange(Enum.GetValues<StoreKind>());
    }
}
