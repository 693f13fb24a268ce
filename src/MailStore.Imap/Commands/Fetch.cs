using System.Buffers;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;
using MailStore.Wire.Peers;

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

        if (!FetchPlan.TryRead(fetch, isUid, session.Frame, out var plan, out var refusal))
        {
            return refusal;
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
        await WriteAsync(session, set, plan, newlySeen);
        return Reply.Ok("Fetched");
    }

    /// <summary>Marks all of them in one change, and tells what else is new: the flags of these come with their FETCH.</summary>
    private static async ValueTask<UidSet> MarkSeenAsync(ImapSession session, MessageSet set, bool isUid)
    {
        var selected = session.Selected!;
        var result = await selected.Mailbox.ChangeFlags(set.ToUids(selected.View), FlagMode.Add, new FlagSet(SystemFlags.Seen));
        session.Tell(new Announcement { WithUids = isUid, Known = result.Changed, KnownAt = result.ModSeq });
        return result.Changed;
    }

    private static async ValueTask WriteAsync(ImapSession session, MessageSet set, FetchPlan plan, UidSet newlySeen)
    {
        var batch = ArrayPool<MessageEntry>.Shared.Rent(BatchMessages);
        try
        {
            foreach (var range in set.Ranges)
            {
                for (var sequence = range.First; sequence <= range.Last;)
                {
                    var read = session.Selected!.View.Read(sequence, batch.AsSpan(0, Math.Min(BatchMessages, range.Last - sequence + 1)));
                    await WriteBatchAsync(session, sequence, batch.AsMemory(0, read), plan, newlySeen);
                    sequence += read;
                }
            }
        }
        finally
        {
            ArrayPool<MessageEntry>.Shared.Return(batch);
        }
    }

    private static ValueTask WriteBatchAsync(ImapSession session, int sequence, ReadOnlyMemory<MessageEntry> batch, FetchPlan plan, UidSet newlySeen)
    {
        if (plan.Sections.Count > 0)
        {
            return WriteSectionsAsync(session, sequence, batch, plan, newlySeen);
        }

        var selected = session.Selected!;
        var keywords = selected.Mailbox.Status.Keywords;
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

    private static async ValueTask WriteSectionsAsync(
        ImapSession session, int sequence, ReadOnlyMemory<MessageEntry> batch, FetchPlan plan, UidSet newlySeen)
    {
        for (var at = 0; at < batch.Length; at++)
        {
            var view = session.Selected!.View;
            using var content = await view.OpenAsync(batch.Span[at].Uid)
                ?? throw new InvalidOperationException("A view lost a message that it numbers.");
            var hasItems = WriteItems(session, sequence + at, batch.Span[at], plan, newlySeen);
            foreach (var section in plan.Sections)
            {
                await WriteSectionAsync(session.Output, content, section, isFirst: !hasItems);
                hasItems = true;
            }

            var line = session.Output.Write();
            FetchText.End(ref line);
            line.Dispose();
            await session.Output.FlushIfFullAsync();
        }
    }

    private static bool WriteItems(ImapSession session, int sequence, in MessageEntry entry, FetchPlan plan, UidSet newlySeen)
    {
        var selected = session.Selected!;
        var items = plan.Items;

        // RFC 9051 §6.4.5: the flags that this FETCH changed belong into it, and mod-sequences to whoever wants them.
        if (newlySeen.Contains(entry.Uid))
        {
            items |= FetchItems.Flags | (session.IsCondstore ? FetchItems.ModSeq : FetchItems.None);
        }

        var line = session.Output.Write();
        FetchText.Begin(ref line, sequence, entry.Uid, session.Features);
        var hasItems = FetchText.Items(ref line, items, entry, selected.IsShownRecent(entry.Uid, session.Features), selected.Mailbox.Status.Keywords);
        line.Dispose();
        return hasItems;
    }

    private static async ValueTask WriteSectionAsync(Outbox output, IMessageContent content, FetchSection section, bool isFirst)
    {
        var text = section.Part == MessagePart.All ? 0 : await HeaderEnd.FindAsync(content);
        var (start, end) = section.Part switch
        {
            MessagePart.Header => (0, text),
            MessagePart.Text => (text, content.Length),
            _ => (0, content.Length),
        };
        WriteName(output, section, isFirst);
        var offset = Math.Min(section.Offset, (ulong)(end - start));
        var length = (ulong)(end - start) - offset;
        await BodyText.WriteAsync(output, content, (ulong)start + offset, section.Length == 0 ? length : Math.Min(length, section.Length));
    }

    private static void WriteName(Outbox output, in FetchSection section, bool isFirst)
    {
        var line = output.Write();
        if (!isFirst)
        {
            line.Space();
        }

        section.WriteName(ref line);
        line.Dispose();
    }
}
