using System.CommandLine;
using System.Globalization;

namespace MailStore.Simulation.Searching;

/// <summary>The process that <see cref="SearchMemoryTests"/> start: it searches, sorts and threads a mailbox with as little memory as it was given.</summary>
internal static class SearchMemoryCommand
{
    public const string Name = "search-memory";

    public static Command Build()
    {
        var folder = new Argument<string>("folder");
        var command = new Command(Name, "Searches a store that a test made.") { folder };
        command.Hidden = true;
        command.SetAction(async parsed =>
        {
            await using var store = LargeMailbox.Open(parsed.GetRequiredValue(folder));
            await using var client = await store.SelectAsync();
            foreach (var asked in LargeMailbox.Commands)
            {
                var said = await client.AskAsync(asked);
                await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{asked}: {said.Length} octets, {GC.GetTotalMemory(forceFullCollection: false) / 1024} KB"));
            }

            return 0;
        });
        return command;
    }
}
