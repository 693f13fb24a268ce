using System.Net;

namespace MailStore.Simulation.Torture.Wires;

/// <summary>A client of SMTP or LMTP.</summary>
internal sealed class MailWire(LineSocket socket, bool isLmtp) : IDisposable
{
    public static async Task<MailWire> GreetAsync(IPEndPoint place, bool isLmtp)
    {
        var wire = new MailWire(await LineSocket.ConnectAsync(place), isLmtp);
        await wire.ReplyAsync();
        await wire.DemandAsync(isLmtp ? "LHLO torture.example" : "EHLO torture.example", "250");
        return wire;
    }

    /// <summary>A reply for each recipient in their order; with SMTP there is one for all.</summary>
    public async Task DeliverAsync(IReadOnlyList<string> recipients, string message, Action<int, string> replied)
    {
        await DemandAsync("MAIL FROM:<sender@example.net>", "250");
        foreach (var recipient in recipients)
        {
            await DemandAsync($"RCPT TO:<{recipient}>", "250");
        }

        await DemandAsync("DATA", "354");
        var dotted = message.StartsWith('.') ? "." + message : message;
        await socket.SendAsync(dotted.Replace("\r\n.", "\r\n..", StringComparison.Ordinal) + ".\r\n");
        for (var number = 0; number < (isLmtp ? recipients.Count : 1); number++)
        {
            replied(number, await ReplyAsync());
        }
    }

    public void Dispose() => socket.Dispose();

    private async Task DemandAsync(string command, string code)
    {
        await socket.SendAsync(command + "\r\n");
        var reply = await ReplyAsync();
        if (!reply.StartsWith(code, StringComparison.Ordinal))
        {
            throw reply.StartsWith("421", StringComparison.Ordinal) ? new ServerGoneException(reply) : new TortureFault($"'{command}' was answered '{reply}'");
        }
    }

    private async Task<string> ReplyAsync()
    {
        while (true)
        {
            var line = await socket.LineAsync();
            if (line.Length < 4 || line[3] != '-')
            {
                return line;
            }
        }
    }
}
