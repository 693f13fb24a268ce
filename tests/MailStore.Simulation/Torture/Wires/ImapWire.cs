using System.Globalization;
using System.Net;

namespace MailStore.Simulation.Torture.Wires;

/// <summary>As much of an IMAP client as it takes to hold each response against what may be said.</summary>
internal sealed class ImapWire(LineSocket socket) : IDisposable
{
    private int _tag;

    /// <param name="greeting">What a proxy says first.</param>
    public static async Task<ImapWire> LogInAsync(IPEndPoint place, string user, string password, string greeting = "")
    {
        var wire = new ImapWire(await LineSocket.ConnectAsync(place));
        await wire.GreetAsync(greeting);
        await wire.DemandAsync($"LOGIN \"{user}\" \"{password}\"");
        return wire;
    }

    private async Task GreetAsync(string greeting)
    {
        if (greeting.Length > 0)
        {
            await socket.SendAsync(greeting);
        }

        await ResponseAsync();
    }

    /// <summary>The tagged response; what comes before is handed over, literals included.</summary>
    public async Task<string> DoAsync(string command, Action<string>? untagged = null)
    {
        var tag = string.Create(CultureInfo.InvariantCulture, $"t{++_tag}");
        await socket.SendAsync($"{tag} {command}\r\n");
        while (true)
        {
            var response = await ResponseAsync();
            if (response.StartsWith(tag + " ", StringComparison.Ordinal))
            {
                return response[(tag.Length + 1)..];
            }

            untagged?.Invoke(response);
        }
    }

    /// <summary>The same for what cannot be refused.</summary>
    public async Task<string> DemandAsync(string command, Action<string>? untagged = null)
    {
        var said = await DoAsync(command, untagged);
        return said.StartsWith("OK", StringComparison.Ordinal) ? said : throw new TortureFault($"'{Head(command)}' was answered '{said}'");
    }

    public static string Literal(string text) => string.Create(CultureInfo.InvariantCulture, $"{{{text.Length}+}}\r\n{text}");

    /// <summary>The words behind a response code, or none.</summary>
    public static string[] Code(string response, string name)
    {
        var at = response.IndexOf($"[{name} ", StringComparison.Ordinal);
        return at < 0 ? [] : response[(at + name.Length + 2)..response.IndexOf(']', at)].Split(' ');
    }

    public void Dispose() => socket.Dispose();

    private static string Head(string command) => command.Length > 80 ? command[..80] + "..." : command;

    private async Task<string> ResponseAsync()
    {
        var response = await socket.LineAsync();
        while (LiteralLength(response) is { } length)
        {
            response += "\r\n" + await socket.OctetsAsync(length);
            response += await socket.LineAsync();
        }

        return response;
    }

    private static int? LiteralLength(string line)
    {
        var at = line.EndsWith('}') ? line.LastIndexOf('{') : -1;
        return at >= 0 && int.TryParse(line.AsSpan(at + 1, line.Length - at - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;
    }
}
