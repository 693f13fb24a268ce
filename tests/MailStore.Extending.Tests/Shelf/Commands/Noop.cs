using MailStore.Extending.Tests.Shelf.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Extending.Tests.Shelf.Commands;

[CommandHandler("noop")]
internal static class Noop
{
    public static ValueTask<string> HandleAsync(ShelfSession session) => new($"OK nothing done in {session.State}");
}
