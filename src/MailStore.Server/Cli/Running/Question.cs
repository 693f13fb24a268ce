using System.Text.Json;
using MailStore.Server.Admin;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Cli.Running;

/// <summary>One question to the server that runs on a store.</summary>
internal sealed record Question(Terminal Terminal, string Data, object Arguments)
{
    public async Task<ExitCode> RunAsync(Func<IReadOnlyList<JsonElement>, IEnumerable<string>> lines, CancellationToken cancel)
    {
        await using var client = await AdminClient.TryConnectAsync(Data, cancel);
        if (client is null)
        {
            Terminal.Error.WriteLine($"mailstore: no server answers at {AdminSocket.PathOf(Path.GetFullPath(Data))}. Name its folder with --data, and run the command as the server's user.");
            return ExitCode.Unavailable;
        }

        try
        {
            var answer = new List<JsonElement>();
            await foreach (var line in client.CallAsync(Arguments, cancel))
            {
                answer.Add(line);
            }

            foreach (var line in lines(answer))
            {
                Terminal.Output.WriteLine(line);
            }

            return ExitCode.Done;
        }
        catch (AdminFaultException fault)
        {
            Terminal.Error.WriteLine($"mailstore: {fault.Message}");
            return ExitCode.Refused;
        }
    }
}
