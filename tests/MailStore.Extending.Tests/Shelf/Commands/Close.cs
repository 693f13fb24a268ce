using Example.Shelf;
using MailStore.Extending.Tests.Shelf.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Extending.Tests.Shelf.Commands;

[CommandHandler("close")]
internal static class Close
{
    public static ValueTask<string> HandleAsync(ShelfSession session)
    {
        session.State = ShelfStates.Authenticated;
        return new("OK closed");
    }
}
