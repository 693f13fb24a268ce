using System.Globalization;
using System.Net;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Hostile;

/// <summary>
/// Empties an account, as its user could: hostile clients copy whole mailboxes into each other and would store more and more, and nobody could tell
/// what a server keeps of its sessions from what it keeps of their mail.
/// </summary>
internal static class FuzzSweep
{
    public static async Task RunAsync(IPEndPoint imap, string user)
    {
        using var wire = await ImapWire.LogInAsync(imap, user, HostileServer.Password);
        foreach (var name in await NamesAsync(wire, "LIST \"\" \"*\""))
        {
            // Those that are only above others go with these.
            await wire.DoAsync($"DELETE {name}");
        }

        foreach (var name in await NamesAsync(wire, "LSUB \"\" \"*\""))
        {
            await wire.DoAsync($"UNSUBSCRIBE {name}");
        }

        await wire.DemandAsync("SELECT INBOX");
        await wire.DemandAsync("UID STORE 1:* +FLAGS.SILENT (\\Deleted)");
        await wire.DemandAsync("CLOSE");
        var left = await NamesAsync(wire, "LIST \"\" \"*\"");
        Fault.Unless(left is ["INBOX"], $"{user} has mailboxes that cannot be deleted: {string.Join(", ", left)}");
        await wire.DemandAsync("LOGOUT");
    }

    /// <summary>As they are to be said again.</summary>
    private static async Task<List<string>> NamesAsync(ImapWire wire, string command)
    {
        var names = new List<string>();
        await wire.DemandAsync(command, line =>
        {
            var at = line.IndexOf(") \"/\" ", StringComparison.Ordinal);
            if (at >= 0)
            {
                names.Add(NameAt(line[(at + 6)..]));
            }
        });
        return names;
    }

    private static string NameAt(string text)
    {
        if (text.StartsWith('{'))
        {
            var end = text.IndexOf("}\r\n", StringComparison.Ordinal);
            return ImapWire.Literal(text.Substring(end + 3, int.Parse(text.AsSpan(1, end - 1), CultureInfo.InvariantCulture)));
        }

        var last = 1;
        if (!text.StartsWith('"'))
        {
            return text.Split(' ')[0];
        }

        while (text[last] != '"')
        {
            last += text[last] == '\\' ? 2 : 1;
        }

        return text[..(last + 1)];
    }
}
