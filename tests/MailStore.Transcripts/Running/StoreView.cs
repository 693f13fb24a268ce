using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Transcripts.Running;

/// <summary>What is in the store, looked at past every protocol.</summary>
internal static class StoreView
{
    public static async Task<int> CountAsync(IMailStore store, string account, string mailbox)
    {
        using var view = await OpenAsync(store, account, mailbox);
        return view.Count;
    }

    /// <summary>The lines of a message without their CRLF. An octet is a letter.</summary>
    public static async Task<string[]> LinesAsync(IMailStore store, string account, string mailbox, int number)
    {
        using var view = await OpenAsync(store, account, mailbox);
        using var content = await view.OpenAsync(view.UidAt(number)) ?? throw new InvalidDataException($"{account} has no message {number} in {mailbox}.");
        var octets = new byte[content.Length];
        _ = await content.ReadAsync(0, octets);
        var text = Encoding.Latin1.GetString(octets);
        return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2].Split("\r\n") : [.. text.Split("\r\n")[..^1], text.Split("\r\n")[^1] + "<no-crlf>"];
    }

    private static async Task<IMailboxView> OpenAsync(IMailStore store, string account, string mailbox)
    {
        var owner = await store.OpenAccountAsync(AccountName.Create(account)) ?? throw new InvalidDataException($"There is no account {account}.");
        var box = await owner.OpenAsync(MailboxName.Create(mailbox)) ?? throw new InvalidDataException($"{account} has no mailbox {mailbox}.");
        return await box.OpenViewAsync(isReadOnly: true);
    }
}
