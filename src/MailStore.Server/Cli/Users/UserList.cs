using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.Embedded;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Work;

namespace MailStore.Server.Cli.Users;

/// <summary><c>user list</c> and <c>user show</c>.</summary>
internal static class UserList
{
    public static Task<ExitCode> ListAsync(StoreWork work)
    {
        foreach (var user in new DirectoryRecords(work.Store.Registry).Users())
        {
            work.Cancel.ThrowIfCancellationRequested();
            work.Run.WriteLine(
                new { User = user.Name.Text, user.IsDisabled, user.IsAdministrator, user.Addresses },
                string.Join(' ', [user.Name.Text, .. Words(user), .. user.Addresses]));
        }

        return Task.FromResult(ExitCode.Done);
    }

    public static async Task<ExitCode> ShowAsync(StoreWork work, AccountName name)
    {
        if (new DirectoryRecords(work.Store.Registry).FindUser(name, out _) is not { } user)
        {
            return work.Refuse($"There is no user {name}.");
        }

        var quota = (await work.Store.OpenAccountAsync(name, work.Cancel))?.Quota ?? default;
        var passwords = user.Passwords.Where(password => !password.IsMain).ToList();
        return work.Done(
            null,
            new
            {
                User = name.Text,
                user.Created,
                user.IsDisabled,
                user.IsAdministrator,
                user.Addresses,
                KeepsSecret = user.Passwords.Any(password => !password.Secret.IsEmpty),
                AppPasswords = passwords.Select(password => new { password.Label, password.Created, password.Services }),
                Quota = quota,
            },
            [
                string.Join(' ', [user.Name.Text, .. Words(user)]),
                $"  since      {user.Created:yyyy-MM-dd HH:mm} UTC",
                .. user.Addresses.Select(address => $"  address    {address}"),
                .. passwords.Select(password => $"  password   {password.Label}, for {(password.Services.IsEmpty ? "all protocols" : string.Join(", ", password.Services))}, since {password.Created:yyyy-MM-dd}"),
                $"  uses       {Uses(quota)}",
            ]);
    }

    public static string Uses(Quota quota) =>
        $"{Quantity.Bytes(quota.Bytes)} of {(quota.Limits.Bytes is { } bytes ? Quantity.Bytes(bytes) : "any")}, "
        + $"{quota.Messages} messages of {Limit(quota.Limits.Messages)}, {quota.Mailboxes} mailboxes of {Limit(quota.Limits.Mailboxes)}";

    private static string Limit(long? limit) => limit?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any";

    private static IEnumerable<string> Words(StoredUser user)
    {
        if (user.IsAdministrator)
        {
            yield return "(administrator)";
        }

        if (user.IsDisabled)
        {
            yield return "(disabled)";
        }
    }
}
