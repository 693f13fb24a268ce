using Spectre.Console;

namespace MailStore.Server.Cli.Output;

/// <summary>Shows how far a long command has come: a bar to a person, and otherwise a line for each tenth.</summary>
internal static class LongWork
{
    private const int Tenths = 10;

    public static T Run<T>(Terminal terminal, string title, Func<Action<long, long>, T> work) =>
        terminal.IsInteractive ? RunWithBar(terminal, title, work) : RunWithLines(terminal, title, work);

    private static T RunWithLines<T>(Terminal terminal, string title, Func<Action<long, long>, T> work)
    {
        var shown = 0L;
        return work((done, total) =>
        {
            var tenth = total == 0 ? 0 : done * Tenths / total;
            if (tenth > shown)
            {
                shown = tenth;
                terminal.Error.WriteLine($"{title}: {tenth * 100 / Tenths} % of {Quantity.Bytes(total)}");
            }
        });
    }

    private static T RunWithBar<T>(Terminal terminal, string title, Func<Action<long, long>, T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return console.Progress()
            .AutoClear(enabled: true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(title));
                var result = work((done, total) =>
                {
                    task.MaxValue = Math.Max(total, 1);
                    task.Value = done;
                });
                task.Value = task.MaxValue;
                return result;
            });
    }
}
