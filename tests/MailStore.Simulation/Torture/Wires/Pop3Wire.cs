using System.Globalization;
using System.Net;
using System.Text;

namespace MailStore.Simulation.Torture.Wires;

/// <summary>A client of POP3.</summary>
internal sealed class Pop3Wire(LineSocket socket) : IDisposable
{
    /// <summary>Null while another session has the maildrop: the one before is not over until the server has noticed.</summary>
    public static async Task<Pop3Wire?> LogInAsync(IPEndPoint place, string user, string password)
    {
        var wire = new Pop3Wire(await LineSocket.ConnectAsync(place));
        await wire.LineAsync();
        await wire.DemandAsync("USER " + user);
        var said = await wire.DoAsync("PASS " + password);
        if (said.StartsWith("-ERR [IN-USE]", StringComparison.Ordinal))
        {
            wire.Dispose();
            return null;
        }

        Fault.Unless(said.StartsWith("+OK", StringComparison.Ordinal), $"PASS was answered '{said}'");
        return wire;
    }

    public async Task<string> DoAsync(string command)
    {
        await socket.SendAsync(command + "\r\n");
        var said = await LineAsync();
        return said.StartsWith("-ERR [SYS/TEMP]", StringComparison.Ordinal) ? throw new ServerGoneException(said) : said;
    }

    public async Task DemandAsync(string command)
    {
        var said = await DoAsync(command);
        Fault.Unless(said.StartsWith("+OK", StringComparison.Ordinal), $"'{command}' was answered '{said}'");
    }

    /// <summary>A response that ends with a dot, without its first line and the dots.</summary>
    public async Task<string> LongAsync(string command)
    {
        await DemandAsync(command);
        var text = new StringBuilder();
        while (await socket.LineAsync() is var line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return text.ToString();
    }

    public Task<string> RetrieveAsync(int number) => LongAsync(string.Create(CultureInfo.InvariantCulture, $"RETR {number}"));

    public void Dispose() => socket.Dispose();

    private Task<string> LineAsync() => socket.LineAsync();
}
