using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Torture.History;

/// <summary>
/// What all clients were told, and what they have asked for and not heard of yet. A message is named by its token, and only one
/// client at a time changes the copies of a token that one user has, so what must be is never in doubt while many work at once.
/// </summary>
internal sealed class MailHistory
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string User, string Name), Box> _boxes = [];
    private readonly HashSet<(string User, string Token)> _claimed = [];
    private readonly List<Change> _open = [];
    private long _now;

    public Dictionary<ChangeKind, long> Acknowledged { get; } = [];

    public IReadOnlyDictionary<(string User, string Name), Box> Boxes => _boxes;

    public IReadOnlyList<Change> Open => _open;

    /// <summary>A moment: what is superseded later was still true then.</summary>
    public long Now()
    {
        lock (_gate)
        {
            return ++_now;
        }
    }

    public Box Add(string user, string name)
    {
        lock (_gate)
        {
            return _boxes[(user, name)] = new(user, name);
        }
    }

    public Box? Find(string user, string name)
    {
        lock (_gate)
        {
            return _boxes.GetValueOrDefault((user, name));
        }
    }

    /// <summary>Those of the messages that nobody else is at work on, up to so many. Whoever claims gives back.</summary>
    public List<Copy> Claim(Box box, IEnumerable<uint> uids, int most)
    {
        lock (_gate)
        {
            var claimed = new List<Copy>();
            foreach (var uid in uids)
            {
                if (claimed.Count < most && box.Copies.TryGetValue(uid, out var copy) && _claimed.Add((box.User, copy.Token)))
                {
                    claimed.Add(copy);
                }
            }

            return claimed;
        }
    }

    public void GiveBack(IEnumerable<Copy> copies)
    {
        lock (_gate)
        {
            foreach (var copy in copies)
            {
                _claimed.Remove((copy.Box.User, copy.Token));
            }
        }
    }

    public Change Begin(Change change)
    {
        lock (_gate)
        {
            _open.Add(change);
            foreach (var copy in change.Copies)
            {
                copy.Change = change;
            }

            return change;
        }
    }

    /// <param name="uids">What the messages got where they arrived, in order; none where that is not told.</param>
    public void Done(Change change, IReadOnlyList<uint> uids)
    {
        lock (_gate)
        {
            Acknowledged[change.Kind] = Acknowledged.GetValueOrDefault(change.Kind) + 1;
            Apply(change, uids);
        }
    }

    /// <summary>It was refused, or has not happened.</summary>
    public void Undone(Change change)
    {
        lock (_gate)
        {
            Fault.Unless(!change.IsSeen && change.SeenUids.Count == 0, $"{change} was seen by others, and then it was not so");
            Close(change);
        }
    }

    /// <summary>A client found this message. Only what is durable is ever shown, so from here on it must stay.</summary>
    public void See(Box box, uint uid, string token)
    {
        lock (_gate)
        {
            if (box.Copies.TryGetValue(uid, out var known))
            {
                Fault.Unless(known.Token == token, $"UID {uid} in {box} was {known.Token} and is {token}");
                return;
            }

            if (box.Gone.Contains(uid))
            {
                return; // whoever counted it before may still read it
            }

            if (box.Arrived.Remove(token))
            {
                Place(box, token, uid, 0);
                return;
            }

            var change = _open.Find(change => change.Brings && change.To == box && change.Tokens.Contains(token) && !change.SeenUids.ContainsKey(token));
            Fault.Unless(change != null, $"{token} is in {box} as UID {uid}, and nobody put it there");
            change!.SeenUids[token] = uid;
            Place(box, token, uid, change.FlagsOf(change.Tokens.ToList().IndexOf(token)));
        }
    }

    public bool Knows(Box box, uint uid)
    {
        lock (_gate)
        {
            return box.Copies.ContainsKey(uid) || box.Gone.Contains(uid);
        }
    }

    public Copy? Find(Box box, string token)
    {
        lock (_gate)
        {
            return box.Copies.Values.FirstOrDefault(copy => copy.Token == token);
        }
    }

    public void Told(Box box, uint uid, uint flags, long since)
    {
        lock (_gate)
        {
            if (box.Copies.TryGetValue(uid, out var copy))
            {
                copy.Told(flags, since);
            }
        }
    }

    /// <summary>A client was told that it is gone: somebody must have asked for that.</summary>
    public void ToldGone(Box box, uint uid)
    {
        lock (_gate)
        {
            if (box.Gone.Contains(uid) || !box.Copies.TryGetValue(uid, out var copy))
            {
                return;
            }

            Fault.Unless(copy.Change is { Kind: ChangeKind.Move or ChangeKind.Expunge }, $"{copy} was told as gone, and nobody took it away");
            copy.Change!.IsSeen = true;
        }
    }

    /// <summary>The change took place.</summary>
    public void Apply(Change change, IReadOnlyList<uint> uids)
    {
        var now = ++_now;
        for (var number = 0; change.Brings && number < change.Tokens.Count; number++)
        {
            Bring(change, number, uids.Count > number ? uids[number] : 0);
        }

        foreach (var copy in change.Copies)
        {
            if (change.Kind == ChangeKind.Flag)
            {
                copy.Flag(change.Flags, now);
            }
            else if (change.Kind is ChangeKind.Move or ChangeKind.Expunge)
            {
                copy.Box.Copies.Remove(copy.Uid);
                copy.Box.Gone.Add(copy.Uid);
            }
        }

        ApplyToNames(change);
        Close(change);
    }

    /// <summary>After a kill nobody works any more.</summary>
    public void Release() => _claimed.Clear();

    private void ApplyToNames(Change change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Create:
                _boxes.Add((change.To!.User, change.To.Name), change.To);
                break;
            case ChangeKind.Rename:
                _boxes.Remove((change.To!.User, change.To.Name));
                change.To.Rename(change.NewName);
                _boxes.Add((change.To.User, change.To.Name), change.To);
                break;
            case ChangeKind.Delete:
                _boxes.Remove((change.To!.User, change.To.Name));
                break;
            default:
                break;
        }
    }

    private static void Bring(Change change, int number, uint uid)
    {
        var (box, token) = (change.To!, change.Tokens[number]);
        if (change.SeenUids.TryGetValue(token, out var seen))
        {
            Fault.Unless(uid == 0 || uid == seen, $"{token} was given UID {uid} in {box}, and it was seen as {seen}");
        }
        else if (uid == 0)
        {
            box.Arrived.Add(token);
        }
        else
        {
            Place(box, token, uid, change.FlagsOf(number));
        }
    }

    private static void Place(Box box, string token, uint uid, uint flags)
    {
        var copy = new Copy(box, token, uid, flags);
        Fault.Unless(uid >= box.UidNext, $"{token} was given UID {uid} in {box}, where UIDNEXT was {box.UidNext} at the last restart");
        Fault.Unless(!box.Gone.Contains(uid) && box.Copies.TryAdd(uid, copy), $"UID {uid} in {box} was given twice, the second time to {token}");
    }

    private void Close(Change change)
    {
        _open.Remove(change);
        foreach (var copy in change.Copies)
        {
            copy.Change = null;
        }
    }
}
