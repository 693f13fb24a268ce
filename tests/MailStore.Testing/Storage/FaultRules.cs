namespace MailStore.Testing.Storage;

internal static class FaultRules
{
    public static bool IsLie(SimFault fault) => fault >= SimFault.LostWrite;

    /// <summary>Whether such a fault can happen to such an operation at all.</summary>
    public static bool Fits(SimFault fault, SimOperation operation) => fault switch
    {
        SimFault.Error or SimFault.Slow => true,
        SimFault.PowerCut => Changes(operation),
        SimFault.Full => operation is SimOperation.Write or SimOperation.SetLength or SimOperation.Create or SimOperation.Link,
        SimFault.LostWrite or SimFault.TornWrite or SimFault.MisdirectedWrite or SimFault.FlippedWrite or SimFault.CachedWrite => operation == SimOperation.Write,
        SimFault.LostFlush => operation == SimOperation.Flush,
        SimFault.FlippedRead => operation == SimOperation.Read,
        SimFault.ForgottenName => operation is SimOperation.Create or SimOperation.Delete or SimOperation.Link,
        _ => false,
    };

    public static bool Changes(SimOperation operation) => operation is not (SimOperation.Read or SimOperation.Open);
}
