using System.Text;
using Example.Shelf;
using MailStore.Extending.Tests.Shelf.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Extending.Tests.Shelf.Commands;

[CommandHandler("watch")]
internal static class Watch
{
    public static async ValueTask<string> HandleAsync(WatchCommand command, ShelfSession session)
    {
        var reply = new StringBuilder("watched ").Append(Encoding.UTF8.GetString(command.Mailbox.Raw(session.Frame)));
        while (await session.ReadLineAsync())
        {
            if (ShelfParser.ParseWatchLine(session.Frame, out var value, out var stop) != ParseStatus.Complete)
            {
                return $"BAD at {stop.Offset}: expected {ShelfParser.Describe(stop)}";
            }

            if (value.WatchLine.Kind == WatchLineKind.Done)
            {
                return "OK " + reply;
            }

            reply.Append($", paused {value.WatchLine.Seconds} s");
        }

        return "BAD gone";
    }
}
