using System.Buffers;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.4.5
[CommandHandler("fetch")]
internal static class Fetch
{
    private const int BatchMessages = 64;

    public static async ValueTask<Reply> HandleAsync(ImapCommand command, ImapSession session)
    {
        var (fetch, isUid) = (command.Fetch, command.UidPrefix);
        var selected = session.Selected!;
        if (!selected.TryResolve(fetch.SequenceSet, session.Frame, isUid, out var set))
        {
            return Refusals.NotInSet;
        }

        using var pieces = FetchedPieces.Take(session.Output);
        if (!FetchPlan.TryRead(fetch, isUid, session.Frame, pieces.Asked, out var plan, out var refusal))
        {
            return refusal;
        }

        // RFC 7162 §7: mod-sequence-value is 1 at least.
        if (plan.ChangedSince is { IsNone: true } && !session.Tolerates(Tolerances.ChangedSinceZero))
        {
            return Reply.Bad("A mod-sequence is 1 at least");
        }

        // RFC 7162 §3.2.6
        if (plan.TellsVanished && !session.Has(SessionFeatures.Qresync))
        {
            return Reply.Bad("ENABLE QRESYNC first");
        }

        if (plan.IsCondstore)
        {
            session.EnableCondstore();
        }

        set = FetchScope.Narrow(session, set, fetch.SequenceSet, plan);

        // RFC 9051 §6.4.5: not in a mailbox that was examined.
        var newlySeen = plan.SetsSeen && !selected.IsReadOnly && !set.IsEmpty ? await MarkSeenAsync(session, set, isUid) : UidSet.Empty;
        await WriteAsync(session, set, plan, newlySeen, pieces);

        // RFC 3516 §4.3
        return pieces.HasUnknownEncoding ? Reply.No(CodeKind.UnknownCte, "A transfer encoding is not known here") : Reply.Ok("Fetched");
    }

    /// <summary>RFC 5465 §5.2: what a client wants to know of each new message. None of them is seen by it.</summary>
    public static async ValueTask TellAsync(ImapSession session, MessageSet set, FetchPlan plan)
    {
        using var pieces = FetchedPieces.Take(session.Output);
        await WriteAsync(session, set, plan, UidSet.Empty, pieces);
    }

    /// <summary>Marks all of them in one change, and tells what else is new: the flags of these come with their FETCH.</summary>
    private static async ValueTask<UidSet> MarkSeenAsync(ImapSession session, MessageSet set, bool isUid)
    {
        var selected = session.Selected!;
        var result = await selected.View.ChangeFlags(set.ToUids(selected.View), FlagMode.Add, new FlagSet(SystemFlags.Seen));
        session.Tell(new Announcement { WithUids = isUid, Known = result.Changed, KnownAt = result.ModSeq, TellsKnownItself = true });
        return result.Changed;
    }

    private static async ValueTask WriteAsync(ImapSession session, MessageSet set, FetchPlan plan, UidSet newlySeen, FetchedPieces pieces)
    {
        var batch = ArrayPool<MessageEntry>.Shared.Rent(BatchMessages);
        try
        {
            foreach (var range in set.Ranges)
            {
                for (var sequence = range.First; sequence <= range.Last;)
                {
                    var read = session.Selected!.View.Read(sequence, batch.AsSpan(0, Math.Min(BatchMessages, range.Last - sequence + 1)));
                    await WriteBatchAsync(session, sequence, batch.AsMemory(0, read), plan, newlySeen, pieces);
                    sequence += read;
                }
            }
        }
        finally
        {
            ArrayPool<MessageEntry>.Shared.Return(batch);
        }
    }

    private static ValueTask WriteBatchAsync(
        ImapSession session, int sequence, ReadOnlyMemory<MessageEntry> batch, FetchPlan plan, UidSet newlySeen, FetchedPieces pieces)
    {
        if (plan.Pieces.Count > 0)
        {
            return WritePiecesAsync(session, sequence, batch, plan, newlySeen, pieces);
        }

        var selected = session.Selected!;
        var keywords = selected.Mailbox.Keywords;
        var line = session.Output.Write();
        foreach (ref readonly var entry in batch.Span)
        {
            FetchText.Begin(ref line, sequence++, entry.Uid, session.Features);
            FetchText.Items(ref line, plan.Items, entry, selected.IsShownRecent(entry.Uid, session.Features), keywords);
            FetchText.End(ref line);
        }

        line.Dispose();
        return session.Output.FlushIfFullAsync();
    }

    private static async ValueTask WritePiecesAsync(
        ImapSession session, int sequence, ReadOnlyMemory<MessageEntry> batch, FetchPlan plan, UidSet newlySeen, FetchedPieces pieces)
    {
        for (var at = 0; at < batch.Length; at++)
        {
            var view = session.Selected!.View;
            await pieces.OpenAsync(view, batch.Span[at].Uid);
            var hasItems = WriteItems(session, sequence + at, batch.Span[at], plan, newlySeen);
            foreach (var piece in plan.Pieces)
            {
                hasItems |= await pieces.WriteAsync(piece, isFirst: !hasItems);
            }

            var line = session.Output.Write();
            if (!hasItems)
            {
                // RFC 9051 §9, msg-att: never empty. What could not be decoded is not told, so the UID is.
                FetchText.Items(ref line, FetchItems.Uid, batch.Span[at], isRecent: false, session.Selected.Mailbox.Keywords);
            }

            FetchText.End(ref line);
            line.Dispose();
            pieces.Close();
            await session.Output.FlushIfFullAsync();
        }
    }

    private static bool WriteItems(ImapSession session, int sequence, in MessageEntry entry, FetchPlan plan, UidSet newlySeen)
    {
        var selected = session.Selected!;
        var items = plan.Items;

        // RFC 9051 §6.4.5: the flags that this FETCH changed belong into it; RFC 7162 §3.2.4: UIDs and mod-sequences too for whoever wants them.
        if (newlySeen.Contains(entry.Uid))
        {
            items |= FetchItems.Flags | (session.IsCondstore ? FetchItems.Uid | FetchItems.ModSeq : FetchItems.None);
        }

        var line = session.Output.Write();
        FetchText.Begin(ref line, sequence, entry.Uid, session.Features);
        var hasItems = FetchText.Items(ref line, items, entry, selected.IsShownRecent(entry.Uid, session.Features), selected.Mailbox.Keywords);
        line.Dispose();
        return hasItems;
    }
}
