using System.Buffers;
using System.Runtime.CompilerServices;
using MailStore.Abstractions.Messages;
using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Syntax.Pop3;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 1939 §5
[CommandHandler("list")]
internal static class List
{
    /// <summary>Entries that are read at a time.</summary>
    private const int PieceCount = 64;

    public static ValueTask<Reply> HandleAsync(ListCommand command, Pop3Session session)
    {
        var number = command.MessageNumber;
        if (Listing.HasArgument(session))
        {
            return new(session.Drop.TryFind(number, out var entry) ? Reply.Ok(number, entry.Size) : NoSuchMessage.Reply);
        }

        return AllAsync(session);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<Reply> AllAsync(Pop3Session session)
    {
        var drop = session.Drop;
        session.Say(Reply.Ok(drop.LeftCount, drop.LeftBytes));
        var entries = ArrayPool<MessageEntry>.Shared.Rent(PieceCount);
        for (var number = 1; number <= drop.Count;)
        {
            var read = drop.View.Read(number, entries.AsSpan(0, PieceCount));
            Write(session, number, entries.AsSpan(0, read));
            number += Math.Max(1, read);
            await session.Output.FlushIfFullAsync();
        }

        ArrayPool<MessageEntry>.Shared.Return(entries);
        Listing.End(session);
        return Reply.Written;
    }

    private static void Write(Pop3Session session, int number, ReadOnlySpan<MessageEntry> entries)
    {
        var writer = session.Write();
        foreach (ref readonly var entry in entries)
        {
            if (!session.Drop.IsDeleted(number))
            {
                writer.Numbers((ulong)number, (ulong)entry.Size);
            }

            number++;
        }

        writer.Dispose();
    }
}
