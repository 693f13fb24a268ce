using System.Buffers;
using System.Text;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.4.4 by what is known of a message without opening it; keys that look into messages wait for the message layer.
[CommandHandler("search")]
internal static class Search
{
    private const int BatchMessages = 64;

    public static ValueTask<Reply> HandleAsync(ImapCommand command, ImapSession session)
    {
        var search = command.Search;
        var selected = session.Selected!;
        if (search.SearchReturn.IsPresent)
        {
            // RFC 4731 is not offered.
            return new(Reply.Bad("SEARCH has no RETURN here"));
        }

        if (search.Charset.IsPresent && !IsKnownCharset(search.Charset, session.Frame))
        {
            return new(Reply.No(CodeKind.BadCharset, "UTF-8 and US-ASCII are known"));
        }

        if (!SearchProgram.TryCheck(search.SearchKeys, session.Frame, selected, out var isCondstore, out var fault))
        {
            return new(fault is SearchKeyKind.SequenceSet ? Refusals.NotInSet : Reply.No($"{fault} cannot be searched for yet"));
        }

        if (isCondstore)
        {
            session.EnableCondstore();
        }

        Write(search.SearchKeys, session, command.UidPrefix, isCondstore);
        return new(Reply.Ok("Searched"));
    }

    private static bool IsKnownCharset(in Str charset, Frame frame)
    {
        var name = Encoding.ASCII.GetString(Names.Octets(charset, frame));
        return name.Equals("UTF-8", StringComparison.OrdinalIgnoreCase) || name.Equals("US-ASCII", StringComparison.OrdinalIgnoreCase);
    }

    private static void Write(SearchKeyList keys, ImapSession session, bool isUid, bool isCondstore)
    {
        var selected = session.Selected!;
        var program = new SearchProgram(selected, selected.Mailbox.Status.Keywords);
        var batch = ArrayPool<MessageEntry>.Shared.Rent(BatchMessages);
        var highest = default(ModSeq);
        var line = session.Output.Write();
        line.Token("* SEARCH"u8);
        for (var sequence = 1; sequence <= selected.View.Count;)
        {
            var read = selected.View.Read(sequence, batch.AsSpan(0, BatchMessages));
            for (var at = 0; at < read; at++, sequence++)
            {
                if (program.Matches(keys, session.Frame, sequence, batch[at]))
                {
                    line.Space();
                    line.Number(isUid ? batch[at].Uid.Value : (ulong)sequence);
                    highest = batch[at].ModSeq > highest ? batch[at].ModSeq : highest;
                }
            }
        }

        // RFC 7162 §3.1.5
        if (isCondstore && !highest.IsNone)
        {
            line.Token(" (MODSEQ "u8);
            line.Number(highest.Value);
            line.Token(")"u8);
        }

        line.EndLine();
        line.Dispose();
        ArrayPool<MessageEntry>.Shared.Return(batch);
    }
}
