using MailStore.Engine.Tests.Contract;

namespace MailStore.Engine.Tests.Model;

/// <summary>What is driven beside the twin.</summary>
internal static class Homes
{
    public static IStoreHome Engine(TimeProvider clock) => new EngineHome(clock, new KeyAnalyst());

    public static IStoreHome Forgetful(TimeProvider clock) => new ForgetfulHome(clock);
}
