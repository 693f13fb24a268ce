using System.Runtime.CompilerServices;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.4.6, and RFC 7162 §3.1.3 for UNCHANGEDSINCE.
[CommandHandler("store")]
internal static class Store
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<Reply> HandleAsync(ImapCommand command, ImapSession session)
    {
        var (store, isUid) = (command.Store, command.UidPrefix);
        var selected = session.Selected!;
        if (!selected.TryResolve(store.SequenceSet, session.Frame, isUid, out var set))
        {
            return Refusals.NotInSet;
        }

        // RFC 4466 §2.5: a modifier that is not known is BAD.
        if ((store.StoreModifiers.Kinds & ~StoreModifierKinds.Unchangedsince) != StoreModifierKinds.None)
        {
            return Reply.Bad("UNCHANGEDSINCE is the one modifier here");
        }

        if (!Flags.TryRead(store.Flags, session.Frame, out var flags))
        {
            return Reply.Bad("A flag is none that can be kept");
        }

        if (selected.IsReadOnly)
        {
            return Refusals.ReadOnly;
        }

        var unchangedSince = UnchangedSince(store.StoreModifiers, session.Frame);
        if (unchangedSince is not null)
        {
            session.EnableCondstore();
        }

        var uids = set.ToUids(selected.View);
        return uids.IsEmpty ? Reply.Ok("No message to change") : await ChangeAsync(session, uids, ModeOf(store.StoreMode), flags, unchangedSince, (isUid, store.StoreSilent));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<Reply> ChangeAsync(
        ImapSession session, UidSet uids, FlagMode mode, FlagSet flags, ModSeq? unchangedSince, (bool IsUid, bool IsSilent) form)
    {
        var selected = session.Selected!;

        // What others did is told first. A change that comes in between is seen by its mod-sequence: then the client does not know
        // the flags that it set, since they stand beside some that it has not heard of.
        session.Tell(new Announcement { WithUids = form.IsUid });
        var told = selected.View.SyncedTo;
        var result = await selected.View.ChangeFlags(uids, mode, flags, unchangedSince);
        if (Refusals.Of(result.Refusal) is { } refused)
        {
            return refused;
        }

        session.Tell(new Announcement
        {
            // RFC 9051 §7.5.1
            WithExpunges = form.IsUid,
            WithUids = form.IsUid,

            // RFC 7162 §3.1.3: also those that had changed, or the client would have to ask for them.
            Also = !form.IsSilent ? uids : result.Conflicts.IsEmpty ? null : result.Conflicts,
            Known = form.IsSilent && result.ModSeq == told.Next ? result.Changed : null,
            KnownAt = result.ModSeq,
        });
        if (result.Conflicts.IsEmpty)
        {
            return Reply.Ok("Stored");
        }

        // RFC 7162 §3.1.3: in the numbers that the command was given in.
        var failed = form.IsUid ? result.Conflicts : MessageSet.Of(result.Conflicts, selected.View).ToSequences();
        return Reply.Ok(new ResponseCode(CodeKind.Modified, First: failed), "Stored where nothing had changed");
    }

    private static FlagMode ModeOf(StoreModeKind mode) => mode switch
    {
        StoreModeKind.Add => FlagMode.Add,
        StoreModeKind.Remove => FlagMode.Remove,
        _ => FlagMode.Replace,
    };

    private static ModSeq? UnchangedSince(StoreModifierList modifiers, Frame frame)
    {
        ModSeq? since = null;
        foreach (var modifier in modifiers.In(frame))
        {
            since = new ModSeq(modifier.ModSequenceValue);
        }

        return since;
    }
}
