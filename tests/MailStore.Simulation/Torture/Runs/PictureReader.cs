using System.Globalization;
using System.Net;
using MailStore.Simulation.Sessions;
using MailStore.Simulation.Torture.Clients;
using MailStore.Simulation.Torture.History;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Torture.Runs;

/// <summary>All that a user can see, octet by octet.</summary>
internal static class PictureReader
{
    public static async Task<List<BoxPicture>> ReadAsync(IPEndPoint imap)
    {
        var pictures = new List<BoxPicture>();
        foreach (var user in TortureScene.Users)
        {
            using var wire = await ImapWire.LogInAsync(imap, user, TortureScene.Password);
            var names = new List<string>();
            await wire.DemandAsync("LIST \"\" *", line => names.Add(line[(line.LastIndexOf(' ') + 1)..].Trim('"')));
            foreach (var name in names)
            {
                pictures.Add(await ReadAsync(wire, user, name));
            }
        }

        return pictures;
    }

    private static async Task<BoxPicture> ReadAsync(ImapWire wire, string user, string name)
    {
        var numbers = new Dictionary<string, ulong>();
        await wire.DemandAsync($"EXAMINE {name} (CONDSTORE)", line =>
        {
            foreach (var code in (string[])["UIDVALIDITY", "UIDNEXT", "HIGHESTMODSEQ"])
            {
                if (ImapWire.Code(line, code) is [var value, ..])
                {
                    numbers[code] = ulong.Parse(value, CultureInfo.InvariantCulture);
                }
            }
        });
        var messages = new SortedDictionary<uint, MessagePicture>();
        await wire.DemandAsync("UID FETCH 1:* (UID FLAGS MODSEQ BODY.PEEK[])", line =>
        {
            var at = line.IndexOf("FETCH (", StringComparison.Ordinal);
            if (at > 0 && Fetched.Read(0, line[(at + 7)..]) is { Body: { } body } found)
            {
                messages.Add(found.Uid, new(found.Uid, TortureMessage.TokenOf(body), found.Flags!.Value & ~FlagBits.Recent, found.ModSeq));
            }
        });
        return new(user, name, (uint)numbers["UIDVALIDITY"], (uint)numbers["UIDNEXT"], numbers["HIGHESTMODSEQ"], messages);
    }
}
