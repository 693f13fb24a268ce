using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>What a FETCH asks for, taken out of its frame.</summary>
/// <param name="Items">What is told without opening a message.</param>
/// <param name="Pieces">What is told of its inside, in the order asked for.</param>
/// <param name="SetsSeen">RFC 9051 §6.4.5: an item without PEEK is there.</param>
internal readonly record struct FetchPlan(FetchItems Items, List<FetchPiece> Pieces, bool SetsSeen)
{
    /// <summary>RFC 7162 §3.1.4.1</summary>
    public ModSeq? ChangedSince { get; init; }

    /// <summary>RFC 7162 §3.2.6</summary>
    public bool TellsVanished { get; init; }

    /// <summary>RFC 9394 §3.3</summary>
    public MessageWindow? Window { get; init; }

    /// <summary>A command that wants mod-sequences makes the session one that gets them (RFC 7162 §3.1).</summary>
    public bool IsCondstore => (Items & FetchItems.ModSeq) != FetchItems.None;

    /// <summary>False with the reply if something is asked for that is not offered.</summary>
    /// <param name="pieces">Where the pieces go: a list that is used again.</param>
    public static bool TryRead(in FetchCommand fetch, bool isUid, Frame frame, List<FetchPiece> pieces, out FetchPlan plan, out Reply refusal)
    {
        plan = default;

        // RFC 9051 §6.4.9: UID FETCH tells the UID, asked for or not.
        var items = isUid ? FetchItems.Uid : FetchItems.None;
        var setsSeen = false;
        AddMacro(fetch.FetchMacro, pieces);
        if (fetch.FetchMacro != FetchMacroKind.None)
        {
            items |= FetchItems.Flags | FetchItems.InternalDate | FetchItems.Size;
        }

        foreach (var asked in fetch.FetchAtts.In(frame))
        {
            var item = ItemOf(asked.Kind);
            items |= item;
            if (item != FetchItems.None)
            {
                continue;
            }

            if (!FetchPiece.TryRead(asked, frame, out var piece))
            {
                refusal = Reply.Bad("That is no name of a header field");
                return false;
            }

            setsSeen |= piece.SetsSeen;
            pieces.Add(piece);
        }

        return TryFinish(new(items, pieces, setsSeen), fetch.FetchModifiers, isUid, frame, out plan, out refusal);
    }

    private static bool TryFinish(FetchPlan read, FetchModifierList modifiers, bool isUid, Frame frame, out FetchPlan plan, out Reply refusal)
    {
        plan = read;
        refusal = default;
        foreach (var modifier in modifiers.In(frame))
        {
            plan = modifier.Kind switch
            {
                // RFC 7162 §3.1.4.1: MODSEQ is told too, asked for or not.
                FetchModifierKind.Changedsince => plan with { Items = plan.Items | FetchItems.ModSeq, ChangedSince = new(modifier.ModSequenceValue) },
                FetchModifierKind.Vanished => plan with { TellsVanished = true },
                FetchModifierKind.ModifierPartial => plan with { Window = new(modifier.RangeFirst, modifier.RangeLast, modifier.PartialFromEnd) },
                _ => plan,
            };
        }

        if (read.Pieces.Count > ImapLimits.SectionsMax)
        {
            refusal = Reply.No(CodeKind.Limit, "Too many sections in one FETCH");
        }
        else if ((modifiers.Kinds & FetchModifierKinds.TaggedExt) != FetchModifierKinds.None)
        {
            // RFC 4466 §2.4
            refusal = Reply.Bad("CHANGEDSINCE, VANISHED and PARTIAL are the modifiers here");
        }
        else if (plan.TellsVanished && (!isUid || plan.ChangedSince is null))
        {
            // RFC 7162 §3.2.6
            refusal = Reply.Bad("VANISHED goes with UID FETCH and CHANGEDSINCE");
        }
        else if (plan.Window is not null && !isUid)
        {
            // RFC 9394 §3.3
            refusal = Reply.Bad("PARTIAL goes with UID FETCH");
        }

        return refusal.Text is null;
    }

    // RFC 9051 §6.4.5: ALL is FAST and ENVELOPE, FULL is that and BODY.
    private static void AddMacro(FetchMacroKind macro, List<FetchPiece> pieces)
    {
        if (macro is FetchMacroKind.All or FetchMacroKind.Full)
        {
            pieces.Add(FetchPiece.Envelope);
        }

        if (macro == FetchMacroKind.Full)
        {
            pieces.Add(FetchPiece.Body);
        }
    }

    private static FetchItems ItemOf(FetchAttKind kind) => kind switch
    {
        FetchAttKind.Uid => FetchItems.Uid,
        FetchAttKind.Flags => FetchItems.Flags,
        FetchAttKind.Internaldate => FetchItems.InternalDate,
        FetchAttKind.Rfc822Size => FetchItems.Size,
        FetchAttKind.Modseq => FetchItems.ModSeq,
        FetchAttKind.Savedate => FetchItems.SaveDate,
        FetchAttKind.Emailid => FetchItems.EmailId,
        FetchAttKind.Threadid => FetchItems.ThreadId,
        _ => FetchItems.None,
    };
}
