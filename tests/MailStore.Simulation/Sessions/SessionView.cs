using System.Globalization;

namespace MailStore.Simulation.Sessions;

/// <summary>What one client knows of the mailbox. Each response is held against what it may be told.</summary>
internal sealed class SessionView(MailTruth truth, bool hasQresync, uint ownFlag)
{
    private readonly List<Slot> _slots = [];
    private readonly List<(uint Uid, uint Told, uint Expected)> _claims = [];
    private int _exists;

    public IReadOnlyList<Slot> Slots => _slots;

    public bool IsReadOnly { get; set; }

    /// <summary>Several sessions are at work: what others do may be told before it is known here.</summary>
    public bool IsCrowded { get; set; }

    /// <summary>What the client would name when it comes back.</summary>
    public ulong HighestModSeq { get; private set; }

    public void Take(string response, SessionCommand command)
    {
        var words = response.Split(' ', 4);
        if (words.Length > 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            TakeNumbered(number, words[2], response, command);
            return;
        }

        switch (words[1])
        {
            case "VANISHED" when words[2] == "(EARLIER)":
                TakeEarlier(NumberSet.Read(words[3]), command);
                break;
            case "VANISHED":
                Require(hasQresync && command.MayExpunge, "VANISHED where it is not allowed");
                NumberSet.Read(words[2]).ForEach(TakeVanished);
                break;
            case "SEARCH":
                command.Found.AddRange(words.Skip(2).SelectMany(part => part.Split(' ')).TakeWhile(word => word[0] != '(').Select(uint.Parse));
                break;
            case "ESEARCH":
                var all = response.IndexOf(" ALL ", StringComparison.Ordinal);
                command.Found.AddRange(all < 0 ? [] : NumberSet.Read(response[(all + 5)..].Split(' ')[0]));
                break;
            default:
                command.Others.Add(response);
                break;
        }

        if (command.Code("HIGHESTMODSEQ") is [var modSeq])
        {
            Hear(ulong.Parse(modSeq, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Nobody has told the client more than it could know: messages without a UID get theirs.</summary>
    public void LearnUids()
    {
        var known = _slots.Select(slot => slot.Uid).ToHashSet();
        var arrived = truth.Alive().FindAll(message => !known.Contains(message.Uid));
        var unknown = _slots.FindAll(slot => slot.Uid == 0);
        Require(unknown.Count <= arrived.Count, $"{unknown.Count} messages were announced, and {arrived.Count} have arrived");
        for (var at = 0; at < unknown.Count; at++)
        {
            Identify(unknown[at], arrived[at].Uid);
        }
    }

    /// <summary>What differs from how it is; null if the client knows all.</summary>
    public string? Difference()
    {
        var alive = truth.Alive();
        if (alive.Count != _slots.Count)
        {
            return $"the client counts {_slots.Count} messages, and there are {alive.Count}";
        }

        for (var at = 0; at < alive.Count; at++)
        {
            if (_slots[at].Uid != 0 && _slots[at].Uid != alive[at].Uid)
            {
                return $"message {at + 1} is UID {_slots[at].Uid} to the client and should be {alive[at].Uid}";
            }

            if (_slots[at].Flags is { } known && known != alive[at].Flags)
            {
                return $"UID {alive[at].Uid} has ({FlagBits.Write(alive[at].Flags)}), and the client believes ({FlagBits.Write(known)})";
            }
        }

        return null;
    }

    /// <summary>A change that the client made and is not told of.</summary>
    public void Assume(uint uid, uint add, uint remove)
    {
        if (_slots.Find(slot => slot.Uid == uid) is { Flags: { } known } slot)
        {
            slot.Flags = known & ~remove | add;
        }
    }

    /// <summary>Nobody fetched the flags of what arrived: a client that is told of every change knows them from here on.</summary>
    public void LearnFlags()
    {
        foreach (var slot in _slots)
        {
            slot.Flags ??= truth.At(slot.Uid).Flags;
        }
    }

    /// <summary>What the client did to its own flag was what it was told of it, for all messages that are left.</summary>
    public void CheckClaims()
    {
        foreach (var (uid, told, expected) in _claims.Where(claim => !truth.At(claim.Uid).IsExpunged))
        {
            Require(told == expected, $"the client's own flag of UID {uid} was told as ({FlagBits.Write(told)}) and was ({FlagBits.Write(expected)})");
        }

        _claims.Clear();
    }

    /// <summary>SELECT begins with this. With QRESYNC the client keeps what it knew.</summary>
    public void Begin(IEnumerable<Slot> kept)
    {
        _slots.Clear();
        _slots.AddRange(kept);
        _exists = -1;
    }

    public void Hear(ulong modSeq)
    {
        HighestModSeq = Math.Max(HighestModSeq, modSeq);
        truth.Hear(modSeq);
    }

    public static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new SessionFault(otherwise);
        }
    }

    private void TakeNumbered(int number, string kind, string response, SessionCommand command)
    {
        switch (kind)
        {
            case "EXISTS":
                TakeExists(number);
                break;
            case "RECENT":
                Require(number <= Math.Max(_exists, _slots.Count), $"RECENT {number} of {_slots.Count}");
                break;
            case "EXPUNGE":
                Require(!hasQresync && command.MayExpunge, "EXPUNGE where it is not allowed");
                Require(number >= 1 && number <= _slots.Count, $"EXPUNGE {number} of {_slots.Count}");
                TakeGone(number - 1);
                break;
            case "FETCH":
                var fetched = Fetched.Read(number, response[(response.IndexOf('(') + 1)..]);
                TakeFetched(fetched, command);
                command.Fetched.Add(fetched);
                break;
            default:
                throw new SessionFault($"nobody knows {kind}");
        }
    }

    // RFC 9051 §7.4.1: it shrinks by EXPUNGE alone. Behind a SELECT the messages that QRESYNC tells as gone are not counted.
    private void TakeExists(int number)
    {
        if (_exists < 0)
        {
            _exists = number;
            return;
        }

        Require(number >= _slots.Count, $"EXISTS {number} after {_slots.Count} without EXPUNGE");
        Grow(number);
    }

    private void Grow(int number)
    {
        while (_slots.Count < number)
        {
            _slots.Add(new Slot());
        }
    }

    private void TakeEarlier(List<uint> uids, SessionCommand command)
    {
        Require(hasQresync && command.MayTellEarlier, "VANISHED (EARLIER) that nobody asked for");
        command.Earlier.AddRange(uids);
        foreach (var uid in uids)
        {
            Require(IsCrowded || uid < truth.UidNext && truth.At(uid).IsExpunged, $"VANISHED (EARLIER) {uid}, and it is there");
            if (_exists >= 0 && command.IsSelect)
            {
                _slots.RemoveAll(slot => slot.Uid == uid);
            }
            else
            {
                Require(!_slots.Exists(slot => slot.Uid == uid), $"VANISHED (EARLIER) {uid} of a message that the client counts");
            }
        }
    }

    /// <summary>Behind the OK of a SELECT: what was told as gone is taken away, the rest is counted.</summary>
    public void EndSelect()
    {
        Require(_exists >= _slots.Count, $"there are {_exists} messages, and the client was left with {_slots.Count}");
        Grow(_exists);
        foreach (var slot in _slots.Where(slot => slot.Uid != 0))
        {
            Identify(slot, slot.Uid);
        }
    }

    private void TakeVanished(uint uid)
    {
        var at = _slots.FindIndex(slot => slot.Uid == uid);

        // One that arrived and was not asked for yet: the client knows that it is no older one.
        at = at < 0 && (IsCrowded || _slots.Exists(slot => slot.Uid == 0)) ? _slots.FindIndex(slot => slot.Uid == 0) : at;
        Require(at >= 0, $"VANISHED {uid}, which the client does not count");
        _slots[at].Uid = uid;
        TakeGone(at);
    }

    private void TakeGone(int at)
    {
        var uid = _slots[at].Uid;
        if (uid != 0 && !IsCrowded)
        {
            var message = truth.At(uid);
            Require(message.IsExpunged, $"UID {uid} was told as gone, and it is there");
        }

        _slots.RemoveAt(at);
    }

    private void TakeFetched(Fetched fetched, SessionCommand command)
    {
        // A SELECT with QRESYNC tells flags by numbers that count only what is left.
        var isSelect = command.IsSelect && fetched.Number > _slots.Count;
        if (isSelect)
        {
            Grow(Math.Min(_exists, fetched.Number));
        }

        Require(fetched.Number >= 1 && fetched.Number <= _slots.Count, $"FETCH of {fetched.Number}, and the client counts {_slots.Count}");
        var slot = _slots[fetched.Number - 1];
        if (fetched.Uid != 0)
        {
            Require(slot.Uid == 0 || slot.Uid == fetched.Uid, $"message {fetched.Number} was UID {slot.Uid} and is {fetched.Uid}");
            Identify(slot, fetched.Uid);
        }

        if (fetched.Flags is { } flags)
        {
            TakeFlags(slot, flags, fetched.ModSeq, command);
        }

        HighestModSeq = Math.Max(HighestModSeq, fetched.ModSeq);
    }

    private void TakeFlags(Slot slot, uint flags, ulong modSeq, SessionCommand command)
    {
        var told = flags & ~FlagBits.Recent;
        if (slot.Uid != 0 && slot.Uid < truth.UidNext)
        {
            var message = truth.At(slot.Uid);
            TakeRecent(message, (flags & FlagBits.Recent) != 0);
            if (IsCrowded)
            {
                // While the client stores itself, it may be told of before and after.
                _claims.AddRange(command.Text.Contains(" STORE ", StringComparison.Ordinal) ? [] : [(slot.Uid, told & ownFlag, message.Flags & ownFlag)]);
                message.ModSeq = 0;
            }
            else
            {
                var isNext = command.Next.TryGetValue(slot.Uid, out var next) && told == next;
                Require(told == message.Flags || isNext || message.HasUnknownFlags, $"UID {slot.Uid} was told as ({FlagBits.Write(told)}) and is ({FlagBits.Write(message.Flags)})");
                message.ModSeq = command.Next.ContainsKey(slot.Uid) && !isNext ? 0 : modSeq != 0 ? modSeq : message.ModSeq;
            }

            if (modSeq != 0)
            {
                truth.HearFlags(slot.Uid, told, modSeq);
            }
        }

        slot.Flags = told;
    }

    private void TakeRecent(TruthMessage message, bool isRecent)
    {
        if (isRecent && !IsReadOnly)
        {
            Require(message.RecentTo is null || message.RecentTo == this, $"UID {message.Uid} is recent to two sessions");
            message.RecentTo = this;
        }
    }

    private void Identify(Slot slot, uint uid)
    {
        slot.Uid = uid;
        if (!IsReadOnly && uid < truth.UidNext)
        {
            truth.At(uid).WasNumbered = true;
        }
    }
}
