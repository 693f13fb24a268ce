using MailStore.Simulation.Sessions;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Torture.History;

/// <summary>
/// After a restart: what became of each change that was under way is read off what is there, then all of it must be as the history
/// says, message by message.
/// </summary>
internal sealed class Settlement(MailHistory history, IReadOnlyList<BoxPicture> pictures)
{
    private readonly Dictionary<(string, string), BoxPicture> _pictures = pictures.ToDictionary(picture => (picture.User, picture.Name));

    /// <summary>The highest UIDVALIDITY that each name ever had.</summary>
    public required Dictionary<(string, string), uint> Validities { get; init; }

    public void Run()
    {
        foreach (var box in history.Boxes.Values)
        {
            FindArrived(box);
        }

        foreach (var change in history.Open.ToList())
        {
            Settle(change);
        }

        history.Release();
        var there = _pictures.Keys.Order().ToList();
        Fault.Unless(there.SequenceEqual(history.Boxes.Keys.Order()), $"mailboxes lost: {Names(history.Boxes.Keys.Except(there))}; too many: {Names(there.Except(history.Boxes.Keys))}");
        foreach (var box in history.Boxes.Values)
        {
            Compare(box, _pictures[(box.User, box.Name)]);
        }
    }

    private static string Names(IEnumerable<(string User, string Name)> names) => string.Join(", ", names.Select(name => $"{name.Name} of {name.User}").DefaultIfEmpty("none"));

    private BoxPicture? PictureOf(Box box) => _pictures.GetValueOrDefault((box.User, box.Name));

    // An acknowledged delivery whose UID nobody has told.
    private void FindArrived(Box box)
    {
        foreach (var token in box.Arrived.ToList())
        {
            Fault.Unless(PictureOf(box) is { } picture && Unknown(box, picture, token) is not 0, $"{token} was delivered to {box}, acknowledged, and is lost");
            history.See(box, Unknown(box, PictureOf(box)!, token), token);
        }
    }

    private static uint Unknown(Box box, BoxPicture picture, string token) =>
        picture.Messages.Values.FirstOrDefault(message => message.Token == token && !box.Copies.ContainsKey(message.Uid))?.Uid ?? 0;

    private void Settle(Change change)
    {
        var (isDone, uids) = change.Kind switch
        {
            ChangeKind.Create => (PictureOf(change.To!) is not null, []),
            ChangeKind.Rename => (_pictures.ContainsKey((change.To!.User, change.NewName)), []),
            ChangeKind.Delete => (PictureOf(change.To!) is null, []),
            ChangeKind.Flag => (IsFlagged(change), []),
            ChangeKind.Expunge => (Whole(change, change.Copies.Count, change.Copies.Count(copy => PictureOf(copy.Box)?.Messages.ContainsKey(copy.Uid) != true)), []),
            _ => Arrivals(change),
        };
        if (isDone)
        {
            history.Apply(change, uids);
        }
        else
        {
            history.Undone(change);
        }
    }

    private static bool Whole(Change change, int all, int done)
    {
        Fault.Unless(done == 0 || done == all, $"{change} was half done at the kill: {done} of {all}");
        return done == all;
    }

    private bool IsFlagged(Change change)
    {
        var changing = change.Copies.Where(copy => copy.Flags != change.Flags).ToList();
        return Whole(change, changing.Count, changing.Count(copy => (PictureOf(copy.Box)?.Messages.GetValueOrDefault(copy.Uid)?.Flags & ~copy.Box.FlagsUnwatched) == change.Flags));
    }

    private (bool IsDone, IReadOnlyList<uint> Uids) Arrivals(Change change)
    {
        if (PictureOf(change.To!) is not { } picture)
        {
            return (false, []);
        }

        var uids = change.Tokens.Select(token => change.SeenUids.TryGetValue(token, out var seen) ? seen : Unknown(change.To!, picture, token)).ToList();
        return (Whole(change, uids.Count, uids.Count(uid => uid != 0)), uids);
    }

    private void Compare(Box box, BoxPicture picture)
    {
        Fault.Unless(box.Validity == 0 || box.Validity == picture.Validity, $"UIDVALIDITY of {box} was {box.Validity} and is {picture.Validity}");
        if (box.Validity == 0)
        {
            var before = Validities.GetValueOrDefault((box.User, box.Name));
            Fault.Unless(picture.Validity > before || picture.Validity == box.ValidityBefore, $"{box} has UIDVALIDITY {picture.Validity}, and its name had {before}");
            Fault.Unless(picture.Validity >= box.ValidityBefore, $"{box} was renamed, and UIDVALIDITY {picture.Validity} is older than {box.ValidityBefore}");
            box.Validity = picture.Validity;
            Validities[(box.User, box.Name)] = Math.Max(before, picture.Validity);
        }

        var lost = box.Copies.Values.Where(copy => !picture.Messages.ContainsKey(copy.Uid)).ToList();
        Fault.Unless(lost.Count == 0, $"{lost.Count} acknowledged messages are lost: {string.Join(", ", lost.Take(5))}");
        var extra = picture.Messages.Values.Where(message => !box.Copies.ContainsKey(message.Uid)).ToList();
        Fault.Unless(extra.Count == 0, $"{extra.Count} messages too many in {box}: {string.Join(", ", extra.Take(5).Select(message => $"{message.Token} as UID {message.Uid}{(box.Gone.Contains(message.Uid) ? ", which was expunged" : "")}"))}");
        Fault.Unless(picture.UidNext >= box.UidNext && picture.Messages.Keys.All(uid => uid < picture.UidNext), $"UIDNEXT of {box} was {box.UidNext} and is {picture.UidNext}");
        Fault.Unless(picture.HighestModSeq >= box.HighestModSeq, $"HIGHESTMODSEQ of {box} was {box.HighestModSeq} and is {picture.HighestModSeq}");
        foreach (var copy in box.Copies.Values)
        {
            Compare(copy, picture.Messages[copy.Uid], box);
        }

        Fault.Unless(box.Copies.Values.All(copy => copy.ModSeq <= picture.HighestModSeq), $"a message of {box} is newer than its mailbox");
        (box.UidNext, box.HighestModSeq) = (picture.UidNext, picture.HighestModSeq);
    }

    private static void Compare(Copy copy, MessagePicture found, Box box)
    {
        Fault.Unless(copy.Token == found.Token, $"UID {copy.Uid} in {box} was {copy.Token} and is {found.Token}");
        Fault.Unless(copy.Flags == (found.Flags & ~box.FlagsUnwatched), $"{copy} has ({FlagBits.Write(found.Flags)}) and not ({FlagBits.Write(copy.Flags)})");
        Fault.Unless(found.ModSeq >= copy.ModSeq, $"the mod-sequence of {copy} was {copy.ModSeq} and is {found.ModSeq}");
        Fault.Unless(copy.FlagsAtRestart == found.Flags || found.ModSeq > box.HighestModSeq, $"{copy} is new or changed, and its mod-sequence {found.ModSeq} is no newer than {box.HighestModSeq}");
        (copy.ModSeq, copy.FlagsAtRestart) = (found.ModSeq, found.Flags);
    }
}
