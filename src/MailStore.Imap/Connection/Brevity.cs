using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Connection;

/// <summary>
/// Which commands are answered where their octets came in (<see cref="Wire.Threading.SocketThread"/>): those that a client sends all day long, and that take
/// some ten microseconds. What is not known to be one of them is none.
/// </summary>
internal static class Brevity
{
    /// <summary>Messages that one of them names at most.</summary>
    private const ulong MessagesMax = 64;

    // No inside of a message but what was found out at its delivery.
    private const FetchAttKinds Facts =
        FetchAttKinds.Flags | FetchAttKinds.Uid | FetchAttKinds.Internaldate | FetchAttKinds.Rfc822Size | FetchAttKinds.Modseq | FetchAttKinds.Envelope | FetchAttKinds.Bodystructure;

    public static bool IsBrief(in ImapCommand command, Frame frame) => command.Verb switch
    {
        ImapVerb.Noop or ImapVerb.Check or ImapVerb.Idle or ImapVerb.Capability or ImapVerb.Id or ImapVerb.Enable or ImapVerb.Namespace => true,
        ImapVerb.Unselect or ImapVerb.Logout => true,

        // QRESYNC tells what has changed since.
        ImapVerb.Select => command.Select.SelectParams.Kinds == SelectParamKinds.None,
        ImapVerb.Examine => command.Examine.SelectParams.Kinds == SelectParamKinds.None,
        ImapVerb.Status => (command.Status.StatusAtts.Kinds & StatusAttKinds.DeletedStorage) == StatusAttKinds.None,

        // A modifier looks at more than the messages that are named.
        ImapVerb.Fetch => command.Fetch.FetchModifiers.Kinds == FetchModifierKinds.None && (command.Fetch.FetchAtts.Kinds & ~Facts) == FetchAttKinds.None && command.Fetch.FetchMacro == FetchMacroKind.None && NamesFew(command.Fetch.SequenceSet, frame),
        ImapVerb.Store => NamesFew(command.Store.SequenceSet, frame),
        _ => false,
    };

    private static bool NamesFew(in SequenceSet set, Frame frame)
    {
        if (set.SavedResult)
        {
            return false;
        }

        ulong messages = 0;
        foreach (var range in set.SeqRanges.In(frame))
        {
            // 0 as the last number says that there was no colon. A star is above every number: only alone it is one message.
            var (first, last) = (range.SeqFirst, range.SeqLast == 0 ? range.SeqFirst : range.SeqLast);
            messages += Math.Max(first, last) - Math.Min(first, last) + 1;
            if (messages > MessagesMax)
            {
                return false;
            }
        }

        return true;
    }
}
