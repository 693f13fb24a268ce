using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Simulation.Torture.History;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Torture.Runs;

/// <summary>A mailbox of a restored store against what a client saw before.</summary>
internal static class RestoredMailbox
{
    public static async Task CompareAsync(IMailStore store, BoxPicture picture)
    {
        var account = await store.OpenAccountAsync(AccountName.Create(picture.User));
        var mailbox = account is null ? null : await account.OpenAsync(MailboxName.Create(picture.Name));
        Fault.Unless(mailbox is not null, $"{picture.Name} of {picture.User} is not in the backup");
        var status = mailbox!.Status;
        Fault.Unless(
            (status.UidValidity.Value, status.UidNext.Value, status.HighestModSeq.Value) == (picture.Validity, picture.UidNext, picture.HighestModSeq),
            $"{picture.Name} of {picture.User} has other numbers in the backup: {status.UidValidity} {status.UidNext} {status.HighestModSeq}");
        using var view = await mailbox.OpenViewAsync(isReadOnly: true);
        Fault.Unless(view.Count == picture.Messages.Count, $"{picture.Name} of {picture.User} has {view.Count} messages in the backup, and not {picture.Messages.Count}");
        foreach (var message in picture.Messages.Values)
        {
            Fault.Unless(view.TryRead(new(message.Uid), out var entry) && entry.ModSeq.Value == message.ModSeq, $"{message.Token} is another in the backup");
            using var content = (await view.OpenAsync(new(message.Uid)))!;
            var octets = new byte[content.Length];
            for (int at = 0, count; at < octets.Length && (count = await content.ReadAsync(at, octets.AsMemory(at))) > 0; at += count)
            {
            }

            Fault.Unless(TortureMessage.TokenOf(Encoding.Latin1.GetString(octets)) == message.Token, $"{message.Token} holds something else in the backup");
        }
    }
}
