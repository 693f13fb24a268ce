using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Simulation.Ledger;

namespace MailStore.Simulation.Kills;

/// <summary>
/// What one mailbox was told, over all rounds, and whether the store still says the same. Of what was under way at a kill
/// nothing is known until the next look; from then on it is known.
/// </summary>
internal sealed class KillHistory(int mailbox)
{
    private readonly SortedDictionary<uint, ulong> _messages = [];
    private readonly Dictionary<uint, bool> _flagged = [];
    private readonly HashSet<uint> _expunged = [];
    private KillLine? _open;
    private uint _lastUid;
    private ulong _lastModSeq;
    private uint _validity;

    public int Acknowledged { get; private set; }

    public void Add(KillLine line)
    {
        if (!line.IsDone)
        {
            Demand(_open == null, "two changes of one worker are under way");
            _open = line;
            return;
        }

        _open = null;
        Acknowledged++;
        switch (line.Verb)
        {
            case KillLine.Append:
                Demand(line.Uid > _lastUid, $"UID {line.Uid} was given after {_lastUid}");
                Appended(line.Uid, line.Message);
                break;
            case KillLine.Flag:
                _flagged[line.Uid] = line.Message == (ulong)FlagMode.Add;
                Grown(line.ModSeq);
                break;
            default:
                Gone(line.Uid);
                Grown(line.ModSeq);
                break;
        }
    }

    /// <summary>Compares with what is there, and takes over what became of the change that was under way.</summary>
    public async Task CheckAsync(IMailbox found)
    {
        var status = found.Status;
        Demand(_validity == 0 || status.UidValidity.Value == _validity, "UIDVALIDITY changed");
        _validity = status.UidValidity.Value;
        using var view = await found.OpenViewAsync(isReadOnly: true);
        var entries = new MessageEntry[view.Count];
        Demand(view.Read(1, entries) == entries.Length, "a view has fewer messages than it says");
        if (_open is { } open)
        {
            await SettleAsync(open, view, entries);
            _open = null;
        }

        Demand(entries.Select(entry => entry.Uid.Value).SequenceEqual(_messages.Keys), $"there are {entries.Length} messages and not the {_messages.Count} that were acknowledged: {Difference(entries)}");
        foreach (var entry in entries)
        {
            Demand(entry.ModSeq <= status.HighestModSeq, $"UID {entry.Uid} is newer than its mailbox");
            Demand((entry.Flags & SystemFlags.Flagged) != SystemFlags.None == _flagged.GetValueOrDefault(entry.Uid.Value), $"UID {entry.Uid} has other flags");
            await CheckBodyAsync(view, entry);
        }

        Demand(status.UidNext.Value > _lastUid, $"UIDNEXT is {status.UidNext} after UID {_lastUid}");
        Demand(status.HighestModSeq.Value >= _lastModSeq, $"the highest mod-sequence is {status.HighestModSeq} after {_lastModSeq}");
        _lastModSeq = status.HighestModSeq.Value;
        _lastUid = status.UidNext.Value - 1;
    }

    private async Task SettleAsync(KillLine open, IMailboxView view, MessageEntry[] entries)
    {
        var newest = entries.LastOrDefault();
        switch (open.Verb)
        {
            case KillLine.Append when entries.Length > 0 && newest.Uid.Value > _lastUid && await HoldsAsync(view, newest, open.Message):
                Appended(newest.Uid.Value, open.Message);
                break;
            case KillLine.Flag:
                _flagged[open.Uid] = (Array.Find(entries, entry => entry.Uid.Value == open.Uid).Flags & SystemFlags.Flagged) != SystemFlags.None;
                break;
            case KillLine.Expunge when !Array.Exists(entries, entry => entry.Uid.Value == open.Uid):
                Gone(open.Uid);
                break;
            default:
                break;
        }
    }

    private void Appended(uint uid, ulong message)
    {
        Demand(!_expunged.Contains(uid) && _messages.TryAdd(uid, message), $"UID {uid} was given twice");
        _lastUid = Math.Max(_lastUid, uid);
    }

    private void Gone(uint uid)
    {
        Demand(_messages.Remove(uid), $"UID {uid} was expunged twice");
        _expunged.Add(uid);
        _flagged.Remove(uid);
    }

    // 0: nothing changed.
    private void Grown(ulong modSeq)
    {
        Demand(modSeq == 0 || modSeq > _lastModSeq, $"mod-sequence {modSeq} was given after {_lastModSeq}");
        _lastModSeq = Math.Max(_lastModSeq, modSeq);
    }

    private async Task CheckBodyAsync(IMailboxView view, MessageEntry entry) =>
        Demand(await HoldsAsync(view, entry, _messages[entry.Uid.Value]), $"UID {entry.Uid} holds other octets than were appended");

    private static async Task<bool> HoldsAsync(IMailboxView view, MessageEntry entry, ulong message)
    {
        var wanted = Worker.BodyOf(message);
        using var content = await view.OpenAsync(entry.Uid);
        if (content == null || content.Length != wanted.Length)
        {
            return false;
        }

        var octets = new byte[wanted.Length];
        var length = 0;
        for (int count; length < octets.Length && (count = await content.ReadAsync(length, octets.AsMemory(length))) > 0;)
        {
            length += count;
        }

        return length == octets.Length && octets.AsSpan().SequenceEqual(wanted);
    }

    private string Difference(MessageEntry[] entries)
    {
        var there = entries.Select(entry => entry.Uid.Value).ToHashSet();
        var lost = _messages.Keys.Where(uid => !there.Contains(uid)).Take(10);
        var extra = there.Where(uid => !_messages.ContainsKey(uid)).Take(10);
        return $"lost {string.Join(',', lost)}; too many {string.Join(',', extra)}; expunged of these {string.Join(',', there.Where(_expunged.Contains).Take(10))}";
    }

    private void Demand(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new LedgerException($"mailbox {mailbox}: {otherwise}");
        }
    }
}
