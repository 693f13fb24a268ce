using System.Globalization;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Sessions;

/// <summary>What one client does while all others are still: each answer is known beforehand.</summary>
internal sealed class Deed(Client client, MailTruth truth, Dice dice)
{
    private SessionView View => client.View;

    public async Task NoopAsync()
    {
        await DoAsync(new SessionCommand(dice.Percent(80) ? "NOOP" : "CHECK"));
        Synced();
    }

    public async Task FetchAsync()
    {
        var (numbers, isUid) = Name();
        var (body, items) = Items();
        var command = new SessionCommand($"{(isUid ? "UID " : "")}FETCH {NumberSet.Write(numbers)} ({items})")
        {
            Next = body == "BODY[]" && !View.IsReadOnly ? Change(UidsOf(numbers, isUid), FlagBits.Seen, remove: 0) : new Dictionary<uint, uint>(),
        };
        var named = UidsOf(numbers, isUid);
        await DoAsync(command);
        Apply(command.Next);
        foreach (var uid in named.Where(uid => isUid ? IsAlive(uid) : uid != 0))
        {
            var told = command.Fetched.FindAll(fetched => fetched.Uid == uid && (body.Length == 0 || fetched.Body is not null));
            SessionView.Require(told.Count > 0, $"UID {uid} was asked for and not told");
            SessionView.Require(body.Length == 0 || told[0].Body == truth.At(uid).Body, $"UID {uid} has another text");
        }
    }

    public async Task StoreAsync()
    {
        var (numbers, isUid) = Name();
        var uids = UidsOf(numbers, isUid);
        var flags = (uint)dice.Below(1 << FlagBits.SystemFlags) | (dice.Percent(30) ? client.OwnFlag : 0);
        var mode = dice.Below(3);
        var isSilent = dice.Percent(40);
        var since = client.HasModSeqs && dice.Percent(25) ? truth.HighestModSeq - (ulong)dice.Below((int)Math.Min(5, truth.HighestModSeq)) : (ulong?)null;
        var before = uids.ToDictionary(uid => uid, uid => truth.At(uid).ModSeq);
        var next = mode switch
        {
            0 => Change(uids, flags, remove: 0),
            1 => Change(uids, add: 0, flags),
            _ => Change(uids, flags, remove: uint.MaxValue),
        };
        var modifier = since is null ? "" : $"(UNCHANGEDSINCE {since}) ";
        var text = $"{(isUid ? "UID " : "")}STORE {NumberSet.Write(numbers)} {modifier}{"+- "[mode]}FLAGS{(isSilent ? ".SILENT" : "")} ({FlagBits.Write(flags)})";
        var command = await DoAsync(new SessionCommand(text.Replace("  ", " ", StringComparison.Ordinal)) { Next = next });
        Judge(command, since, isUid, before, next);
        if (isSilent)
        {
            foreach (var (uid, value) in next)
            {
                View.Assume(uid, value, uint.MaxValue);
            }
        }
        else
        {
            var told = command.Fetched.Select(fetched => isUid ? fetched.Uid : View.Slots[fetched.Number - 1].Uid).ToHashSet();
            var silent = next.Keys.Where(uid => View.Slots.Any(slot => slot.Uid == uid) && !told.Contains(uid)).ToList();
            SessionView.Require(silent.Count == 0, $"UID {NumberSet.Write(silent)} was changed and not told");
        }

        Apply(next);
    }

    public async Task SearchAsync()
    {
        var flag = 1u << dice.Below(FlagBits.SystemFlags);
        var isNot = dice.Percent(40);
        var isUid = dice.Percent(50);
        var key = (isNot ? "UN" : "") + FlagBits.NameOf(flag)[1..].ToUpperInvariant();
        LearnAll();
        var counted = View.Slots.Select((slot, at) => (Number: isUid ? slot.Uid : (uint)at + 1, Message: truth.At(slot.Uid))).ToList();
        var command = await DoAsync(new SessionCommand($"{(isUid ? "UID " : "")}SEARCH {key}"));
        foreach (var (number, message) in counted.Where(each => !each.Message.HasUnknownFlags && !(isUid && each.Message.IsExpunged)))
        {
            var fits = (message.Flags & flag) != 0 != isNot;
            SessionView.Require(command.Found.Contains(number) == fits, $"{key}: {number} was {(fits ? "not " : "")}found");
        }

        SessionView.Require(command.Found.TrueForAll(found => counted.Exists(each => each.Number == found)), $"{key} found what the client does not count");
    }

    public async Task ExpungeAsync()
    {
        var only = dice.Percent(50) ? truth.All.Where(_ => dice.Percent(50)).Select(message => message.Uid).ToList() : null;
        if (only is { Count: 0 })
        {
            return;
        }

        LearnAll();
        var named = only is null ? [.. truth.All.Select(message => message.Uid)] : UidsOf(only, isUid: true);
        var gone = named.FindAll(uid => IsAlive(uid) && (truth.At(uid).Flags & FlagBits.Deleted) != 0);
        truth.Expunge(gone, modSeq: 0);
        var before = truth.HighestModSeq;
        var command = await DoAsync(new SessionCommand(only is null ? "EXPUNGE" : $"UID EXPUNGE {NumberSet.Write(only)}"));
        var modSeq = command.Code("HIGHESTMODSEQ") is [var told] ? ulong.Parse(told, CultureInfo.InvariantCulture) : 0;
        SessionView.Require(!client.HasModSeqs || gone.Count == 0 || modSeq > before, $"messages went at {modSeq}, and {before} was told before");
        gone.ForEach(uid => truth.At(uid).ExpungedAt = modSeq);
        Synced();
    }

    public async Task MoveAsync()
    {
        var (numbers, isUid) = Name();
        var isMove = dice.Percent(60);
        var uids = UidsOf(numbers, isUid).Where(IsAlive).ToList();
        if (isMove)
        {
            truth.Expunge(uids, modSeq: 0);
        }

        var command = await DoAsync(new SessionCommand($"{(isUid ? "UID " : "")}{(isMove ? "MOVE" : "COPY")} {NumberSet.Write(numbers)} Other"));
        var told = command.Code("COPYUID") is [_, var source, _] ? NumberSet.Read(source) : [];
        SessionView.Require(uids.TrueForAll(told.Contains), $"COPYUID tells {NumberSet.Write(told)}, and {NumberSet.Write(uids)} were there");
    }

    public async Task AppendAsync(string text)
    {
        var flags = (uint)dice.Below(1 << FlagBits.SystemFlags);
        var body = $"Subject: {text}\r\n\r\n{new string('x', dice.Below(200))}\r\n";
        var command = await client.DoAsync(new SessionCommand($"APPEND INBOX ({FlagBits.Write(flags)}) {{{body.Length}+}}\r\n{body}"));
        truth.Add(uint.Parse(command.Code("APPENDUID")[1], CultureInfo.InvariantCulture), body, flags);
        View.LearnUids();
    }

    public async Task StatusAsync()
    {
        var command = await DoAsync(new SessionCommand("STATUS INBOX (MESSAGES UIDNEXT UNSEEN DELETED)"));
        var alive = truth.Alive();
        var expected = $"MESSAGES {alive.Count} UIDNEXT {truth.UidNext} UNSEEN {alive.Count(message => (message.Flags & FlagBits.Seen) == 0)} "
            + $"DELETED {alive.Count(message => (message.Flags & FlagBits.Deleted) != 0)}";
        SessionView.Require(command.Others.Exists(line => line == $"* STATUS INBOX ({expected})"), $"expected {expected}");
    }

    /// <summary>All that the client counts, with flags, as a client does before it leaves.</summary>
    public async Task FetchAllAsync()
    {
        if (View.Slots.Count > 0)
        {
            await DoAsync(new SessionCommand("FETCH 1:* (UID FLAGS)"));
        }
    }

    public async Task LeaveAsync(bool closes)
    {
        await NoopAsync();
        await FetchAllAsync();
        if (closes && !View.IsReadOnly)
        {
            // RFC 9051 §6.4.1: nothing is told of what goes.
            truth.Expunge(truth.Alive().Where(message => (message.Flags & FlagBits.Deleted) != 0).Select(message => message.Uid), modSeq: 0);
        }

        client.Leave();
        await client.DoAsync(new SessionCommand(closes ? "CLOSE" : "UNSELECT"));
    }

    private async Task<SessionCommand> DoAsync(SessionCommand command)
    {
        command = await client.DoAsync(command);
        View.LearnUids();
        return command;
    }

    private void Synced()
    {
        var difference = View.Difference();
        SessionView.Require(difference is null, difference ?? "");
    }

    private (string Body, string Items) Items()
    {
        var body = dice.Below(4) switch { 0 => "BODY[]", 1 => "BODY.PEEK[]", _ => "" };
        return (body, "UID" + (dice.Percent(70) ? " FLAGS" : "") + (client.HasModSeqs && dice.Percent(50) ? " MODSEQ" : "") + (body.Length > 0 ? " " + body : ""));
    }

    // Some of what the client counts; with UIDs some that are long gone as well.
    private (List<uint> Numbers, bool IsUid) Name()
    {
        LearnAll();
        var isUid = View.Slots.Count == 0 || dice.Percent(50);
        var all = isUid ? [.. truth.All.Select(message => message.Uid)] : Enumerable.Range(1, View.Slots.Count).Select(number => (uint)number).ToList();
        var some = all.Where(_ => dice.Below(all.Count) < 3).ToList();
        return (some.Count > 0 ? some : isUid ? [1] : [all[dice.Below(all.Count)]], isUid);
    }

    private void LearnAll() => View.LearnUids();

    // RFC 9051 §6.4.9: a UID that the client was not told of yet may be passed over.
    private List<uint> UidsOf(List<uint> numbers, bool isUid) => isUid
        ? numbers.FindAll(uid => View.Slots.Any(slot => slot.Uid == uid))
        : [.. numbers.Select(number => View.Slots[(int)number - 1].Uid)];

    private bool IsAlive(uint uid) => uid < truth.UidNext && !truth.At(uid).IsExpunged;

    private Dictionary<uint, uint> Change(List<uint> uids, uint add, uint remove)
    {
        var next = new Dictionary<uint, uint>();
        foreach (var uid in uids)
        {
            // RFC 2180 §4.2: also of messages that are gone, as long as the client counts them.
            next[uid] = truth.At(uid).Flags & ~remove | add;
            truth.At(uid).ModSeq = 0;
        }

        return next;
    }

    private void Apply(IReadOnlyDictionary<uint, uint> next)
    {
        foreach (var (uid, flags) in next)
        {
            truth.At(uid).Flags = flags;
        }
    }

    // RFC 7162 §3.1.3: what changed behind the client's back stays as it is, and is named.
    private void Judge(SessionCommand command, ulong? since, bool isUid, Dictionary<uint, ulong> before, Dictionary<uint, uint> next)
    {
        var refused = command.Code("MODIFIED") is [var set] ? isUid ? NumberSet.Read(set) : UidsOf(NumberSet.Read(set), isUid) : [];
        SessionView.Require(since is not null || refused.Count == 0, "MODIFIED without UNCHANGEDSINCE");
        foreach (var uid in refused)
        {
            SessionView.Require(!before.TryGetValue(uid, out var known) || known == 0 || known > since, $"UID {uid} is at {known} and was refused as changed since {since}");
            next.Remove(uid);
        }

        var wrong = next.Keys.Where(uid => since is not null && before[uid] > since).ToList();
        SessionView.Require(wrong.Count == 0, $"UID {NumberSet.Write(wrong)} has changed since {since} and was stored to");
    }
}
