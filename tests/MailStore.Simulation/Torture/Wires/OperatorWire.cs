using System.Net.Sockets;
using System.Text;
using MailStore.Server.Admin;
using MailStore.Server.Cli.Work;

namespace MailStore.Simulation.Torture.Wires;

/// <summary>An operator's commands, run by the server that has the store open, as <c>mailstore backup</c> and its like are.</summary>
internal static class OperatorWire
{
    public static async Task<string> DoAsync(string data, params string[] command)
    {
        var (code, said) = (-1, new StringBuilder());
        try
        {
            await using var client = await AdminClient.TryConnectAsync(data, CancellationToken.None) ?? throw new ServerGoneException("Nobody answers operators.");
            await foreach (var line in client.CallAsync(new { verb = RunVerb.Name, args = (string[])[.. command, "--data", data], cwd = data, input = "" }))
            {
                code = line.TryGetProperty(RunVerb.Code, out var value) ? value.GetInt32() : code;
                foreach (var name in (string[])[RunVerb.Output, RunVerb.Error])
                {
                    said.Append(line.TryGetProperty(name, out var text) ? text.GetString() : "");
                }
            }
        }
        catch (Exception gone) when (gone is AdminFaultException or SocketException or IOException)
        {
            throw new ServerGoneException($"'{command[0]}' was broken off: {gone.Message}", gone);
        }

        // Whoever stops a server stops what its operators let it do.
        if (code != 0 && said.ToString().Contains("stopped", StringComparison.OrdinalIgnoreCase))
        {
            throw new ServerGoneException(said.ToString());
        }

        Fault.Unless(code == 0, $"'{string.Join(' ', command)}' ended with {code}: {said}");
        return said.ToString();
    }
}
