using MailStore.Abstractions.Messages;
using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Syntax.Pop3;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 1939 §7
[CommandHandler("uidl")]
internal static class Uidl
{
    /// <summary>Lines between two looks at whether the client reads.</summary>
    private const int PieceCount = 64;

    public static ValueTask<Reply> HandleAsync(UidlCommand command, Pop3Session session)
    {
        if (!Listing.HasArgument(session))
        {
            return AllAsync(session);
        }

        if (!session.Drop.TryFind(command.MessageNumber, out var entry))
        {
            return new(NoSuchMessage.Reply);
        }

        Span<byte> id = stackalloc byte[IUniqueIds.BytesMax];
        var writer = session.Write();
        writer.OkUniqueId(command.MessageNumber, Id(session, entry.Uid, id));
        writer.Dispose();
        return new(Reply.Written);
    }

    private static async ValueTask<Reply> AllAsync(Pop3Session session)
    {
        var drop = session.Drop;
        session.Say(Reply.Ok(drop.LeftCount == 1 ? "1 message" : $"{drop.LeftCount} messages"));
        for (var number = 1; number <= drop.Count; number += PieceCount)
        {
            Write(session, number, Math.Min(drop.Count, number + PieceCount - 1));
            await session.Output.FlushIfFullAsync();
        }

        Listing.End(session);
        return Reply.Written;
    }

    private static void Write(Pop3Session session, int first, int last)
    {
        Span<byte> id = stackalloc byte[IUniqueIds.BytesMax];
        var writer = session.Write();
        for (var number = first; number <= last; number++)
        {
            if (!session.Drop.IsDeleted(number))
            {
                writer.UniqueId((ulong)number, Id(session, session.Drop.View.UidAt(number), id));
            }
        }

        writer.Dispose();
    }

    private static ReadOnlySpan<byte> Id(Pop3Session session, Uid uid, Span<byte> into) =>
        into[..session.Services.UniqueIds.Write(session.Drop.View.Mailbox, session.Drop.UidValidity, uid, into)];
}
