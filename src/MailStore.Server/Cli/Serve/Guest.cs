using MailStore.Abstractions.Accounts;
using MailStore.Engine.Volumes;
using MailStore.Server.Accounts.Embedded;
using MailStore.Server.Config;
using MailStore.Server.Samples;
using MailStore.Server.Stores;

namespace MailStore.Server.Cli.Serve;

/// <summary>Somebody to try the server as.</summary>
/// <param name="Name">Null if nobody can log in yet.</param>
/// <param name="Password">Null unless it was made up just now: it is kept nowhere, so this is the time to say it.</param>
internal sealed record Guest(string? Name, string? Password)
{
    private static readonly AccountName s_demo = AccountName.Create("demo@localhost");

    /// <summary>Where there is nobody yet, and nobody has set up anything, somebody is made, with a few messages.</summary>
    public static async Task<Guest> FindAsync(StoreFolder folder, ServerSettings settings, TimeProvider clock)
    {
        var records = new DirectoryRecords(folder.Store.Registry);
        if (settings.Users is [var user, ..])
        {
            return new(user.Account.Text, null);
        }

        if (records.HasUsers || !folder.IsNew || !settings.IsTrial)
        {
            return new(records.Users().FirstOrDefault()?.Name.Text, null);
        }

        var password = MadeUpPassword.Next();
        if (await new UserAdmin(folder.Store, clock).AddAsync(s_demo, password, new() { IsAdministrator = true }) is { } fault)
        {
            throw new StoreFaultException(fault);
        }

        await SampleMail.PutAsync((await folder.Store.OpenAccountAsync(s_demo))!);
        return new(s_demo.Text, password);
    }
}
