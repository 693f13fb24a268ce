using System.CommandLine;
using System.Globalization;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Users;
using MailStore.Server.Cli.Work;

namespace MailStore.Server.Cli.Search;

/// <summary><c>mailstore search</c>: how a search is answered.</summary>
internal static class SearchCommand
{
    public static Command Build(WorkCommand make)
    {
        var user = new UserArguments().Name;
        var mailbox = new Argument<string>("mailbox") { Description = "Levels have slashes between them, such as Archive/2026." };
        var keys = new Argument<string>("keys") { Description = "As an IMAP client would send them, such as 'UNSEEN BODY \"invoice\"'." };
        return new Command("search", "Searches, as an operator sees them.")
        {
            make.Make("explain", "Runs a search and tells its steps: how many messages each was asked of, how many it found or left open, and how long it took.", async (work, parsed) =>
            {
                if (await work.Store.OpenAccountAsync(parsed.GetValue(user), work.Cancel) is not { } account)
                {
                    return work.Refuse($"There is no user {parsed.GetValue(user)}.");
                }

                var search = new ExplainedSearch(work.Folder, account.Name, parsed.GetValue(mailbox)!, parsed.GetValue(keys)!);
                return await search.RunAsync(work.Cancel) is { } fault ? work.Refuse(fault) : Tell(work, search);
            }, mayCreate: false, user, mailbox, keys),
        };
    }

    private static ExitCode Tell(StoreWork work, ExplainedSearch search)
    {
        foreach (var step in search.Trace.Steps)
        {
            var took = step.Took.TotalMilliseconds.ToString("0.00", CultureInfo.InvariantCulture);
            work.Run.WriteLine(
                new { step.Depth, step.What, Of = step.Estimate, step.Found, step.Open, Milliseconds = step.Took.TotalMilliseconds },
                $"{new string(' ', step.Depth * 2)}{step.What}: of {step.Estimate}, found {step.Found}{(step.Open == 0 ? "" : $", open {step.Open}")}, {took} ms");
        }

        var all = search.Took.TotalMilliseconds.ToString("0.00", CultureInfo.InvariantCulture);
        work.Run.WriteLine(new { search.Found, Milliseconds = search.Took.TotalMilliseconds }, $"found {search.Found}, {all} ms in all");
        return ExitCode.Done;
    }
}
