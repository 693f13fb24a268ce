using MailStore.Abstractions.Changes;
using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 1939 §4, §6: in the transaction state this is where marks become deletions, and +OK says that they are durable.
[CommandHandler("quit")]
internal static class Quit
{
    public static async ValueTask<Reply> HandleAsync(Pop3Session session)
    {
        session.End();
        if (!session.HasDrop)
        {
            return Bye;
        }

        try
        {
            return await session.Drop.UpdateAsync(session.Limits.MarksSeen) ? Bye : NotAll;
        }
        catch (StoreUnavailableException)
        {
            return NotAll;
        }
        finally
        {
            session.Release();
        }
    }

    private static Reply Bye => Reply.Ok("Until next time");

    private static Reply NotAll => Reply.Err(ReplyCodes.SysTemp, "Some deleted messages are still there");
}
