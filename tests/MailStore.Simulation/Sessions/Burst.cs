using System.Globalization;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Sessions;

/// <summary>
/// Several clients at once, each with a few commands in one go. Which comes first nobody knows; how it ends is known, since each
/// client changes a flag of its own, and \Deleted is only added.
/// </summary>
internal sealed class Burst(IReadOnlyList<Client> clients, MailTruth truth, Dice dice)
{
    private readonly HashSet<uint> _deleted = [.. truth.Alive().Where(message => (message.Flags & FlagBits.Deleted) != 0).Select(message => message.Uid)];
    private readonly Dictionary<uint, uint> _before = truth.Alive().ToDictionary(message => message.Uid, message => message.Flags);

    public async Task RunAsync()
    {
        var plans = clients.ToDictionary(client => client, client => Enumerable.Range(0, dice.Between(1, 4)).Select(_ => Plan(client)).ToList());
        foreach (var client in clients)
        {
            client.View.IsCrowded = true;
        }

        await Task.WhenAll(clients.Where(client => client.Idling is null).Select(client => Task.Run(() => RunAsync(client, plans[client]))));
        await SettleAsync();
    }

    private string Plan(Client client)
    {
        // A UID that the client was not told of yet may be passed over.
        var counted = client.View.Slots.Select(slot => slot.Uid).Where(uid => uid != 0 && !truth.At(uid).IsExpunged);
        var uids = counted.Where(_ => dice.Percent(30)).DefaultIfEmpty(999_999u).ToList();
        var set = NumberSet.Write(uids);
        var own = FlagBits.NameOf(client.OwnFlag);
        return (client.View.IsReadOnly ? 10 + dice.Below(4) : dice.Below(16)) switch
        {
            < 4 => $"UID STORE {set} +FLAGS ({own})",
            < 7 => $"UID STORE {set} -FLAGS.SILENT ({own})",
            7 => $"UID STORE {set} +FLAGS.SILENT (\\Deleted)",
            8 => $"UID EXPUNGE {set}",
            9 => "APPEND INBOX {6+}\r\n\r\nhi!\r",
            10 => "NOOP",
            11 => "UID SEARCH UNDELETED",
            12 => $"UID FETCH {set} (FLAGS)",
            13 => "FETCH 1 (FLAGS)",
            _ => "EXPUNGE",
        };
    }

    private async Task RunAsync(Client client, List<string> plan)
    {
        // RFC 9051 §5.5: a number may mean another message once an EXPUNGE could have come between.
        var texts = plan.Where((text, at) => !text.StartsWith("FETCH ", StringComparison.Ordinal) || at == 0 && client.View.Slots.Count > 0);
        var sent = new List<SessionCommand>();
        foreach (var text in texts)
        {
            sent.Add(await client.SendAsync(new SessionCommand(text)));
        }

        foreach (var command in sent)
        {
            await client.EndAsync(command);
            SessionView.Require(command.Ending.StartsWith("OK", StringComparison.Ordinal), $"{command.Text}: {command.Ending}");
            lock (truth.Gate)
            {
                Note(client, command);
            }
        }
    }

    private void Note(Client client, SessionCommand command)
    {
        var words = command.Text.Split(' ');
        if (words[0] == "APPEND")
        {
            truth.Add(uint.Parse(command.Code("APPENDUID")[1], CultureInfo.InvariantCulture), "\r\nhi!\r", flags: 0);
        }
        else if (words is ["UID", "STORE", var set, var mode, var flag])
        {
            foreach (var uid in NumberSet.Read(set).Where(uid => uid < truth.UidNext))
            {
                var message = truth.At(uid);
                var bits = FlagBits.Read(flag.Trim('(', ')'));
                message.Flags = mode[0] == '+' ? message.Flags | bits : message.Flags & ~bits;
                message.ModSeq = 0;
                client.View.Assume(uid, mode[0] == '+' ? bits : 0, mode[0] == '+' ? 0 : bits);
            }
        }
    }

    // Who asks is told everything: after that all clients see the same, and it is what they made together.
    private async Task SettleAsync()
    {
        var first = clients.First(client => client.Idling is null);
        await first.DoAsync(new SessionCommand("NOOP"));
        Adopt(await first.DoAsync(new SessionCommand(first.View.Slots.Count > 0 ? "UID FETCH 1:* (FLAGS)" : "NOOP")));
        foreach (var client in clients)
        {
            if (client.Idling is not null)
            {
                // It may be told of more than the last state, so it asks too.
                await client.HearAsync();
                await client.EndIdleAsync();
            }

            await client.DoAsync(new SessionCommand("NOOP"));
            client.View.IsCrowded = false;
            client.View.LearnUids();
            SessionView.Require(client.View.Difference() is null, client.View.Difference() ?? "");
            client.View.CheckClaims();
        }
    }

    private void Adopt(SessionCommand fetched)
    {
        var left = fetched.Fetched.ToDictionary(each => each.Uid);
        foreach (var message in truth.All.Where(message => !message.IsExpunged && !left.ContainsKey(message.Uid)))
        {
            var mayGo = _deleted.Contains(message.Uid) || (message.Flags & FlagBits.Deleted) != 0;
            SessionView.Require(mayGo, $"UID {message.Uid} is gone, and nobody deleted it");
            message.IsExpunged = true;
            message.HasUnknownFlags = true;
        }

        foreach (var (uid, each) in left)
        {
            var message = truth.At(uid);
            SessionView.Require(!message.IsExpunged, $"UID {uid} was gone, and is back");
            SessionView.Require((each.Flags & ~FlagBits.Recent) == message.Flags, $"UID {uid} had ({FlagBits.Write(_before.GetValueOrDefault(uid))}), "
                + $"should have ({FlagBits.Write(message.Flags)}) and has ({FlagBits.Write(each.Flags ?? 0)})");
        }
    }
}
