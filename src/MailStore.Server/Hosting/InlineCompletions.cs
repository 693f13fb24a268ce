namespace MailStore.Server.Hosting;

/// <summary>
/// Has the runtime go on where a socket's octets came in, with as many threads that wait for sockets as there are processors
/// (<see cref="Wire.Threading.SocketThread"/>): it asks for this variable when the first socket of the process is made.
/// </summary>
internal static class InlineCompletions
{
    public const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Before there is any socket. Whoever has set the variable, to 0 perhaps, keeps what he chose.</summary>
    public static void TurnOn()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            Environment.SetEnvironmentVariable(Variable, "1");
        }
    }
}
