using Spectre.Console;

namespace MailStore.Server.Cli.Output;

/// <summary>Shows how far a command has come that counts messages: a bar to a person, and otherwise a line for each tenth.</summary>
internal static class CountedWork
{
    private const int Tenths = 10;

    /// <param name="work">Says how many are done, and of how many.</param>
    public static Task<T> RunAsync<T>(Terminal terminal, string title, Func<Action<long, long>, Task<T>> work) =>
        terminal.IsInteractive ? RunWithBarAsync(terminal, title, work) : RunWithLinesAsync(terminal, title, work);

    private static Task<T> RunWithLinesAsync<T>(Terminal terminal, string title, Func<Action<long, long>, Task<T>> work)
    {
        var shown = 0L;
        return work((done, total) =>
        {
            var tenth = total == 0 ? 0 : done * Tenths / total;
            if (tenth > shown && done < total)
            {
                shown = tenth;
                terminal.Error.WriteLine($"{title}: {tenth * 100 / Tenths} % of {total} messages");
            }
        });
    }

    private static Task<T> RunWithBarAsync<T>(Terminal terminal, string title, Func<Action<long, long>, Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return console.Progress()
            .AutoClear(enabled: true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask(Markup.Escape(title));
                return work((done, total) =>
                {
                    task.MaxValue = Math.Max(total, 1);
                    task.Value = done;
                });
            });
    }
}
