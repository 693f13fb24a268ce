using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Messages;

namespace MailStore.Server.Tests.Transfer;

/// <summary>All that an account holds, line by line: two that are the same have the same mail, octet for octet.</summary>
internal static class AccountPicture
{
    public static async Task<string> DrawAsync(IAccount account)
    {
        var text = new StringBuilder();
        foreach (var entry in account.Tree)
        {
            text.AppendLine($"{entry.Name} {entry.Exists} {entry.Uses} {entry.IsSubscribed}");
            if (await account.OpenAsync(entry.Name) is not { } mailbox)
            {
                continue;
            }

            var status = mailbox.Status;
            text.AppendLine($"  {status.UidValidity} {status.UidNext} {status.Messages}");
            using var view = await mailbox.OpenViewAsync(isReadOnly: true);
            for (var number = 1; number <= view.Count; number++)
            {
                Assert.True(view.TryRead(view.UidAt(number), out var message));
                using var content = (await view.OpenAsync(message.Uid))!;
                var octets = new byte[content.Length];
                Assert.Equal(octets.Length, octets.Length == 0 ? 0 : await content.ReadAsync(0, octets));
                var id = new byte[UniqueId.BytesMax];
                var unique = Encoding.ASCII.GetString(id, 0, view.UniqueIdOf(message.Uid, id));
                text.AppendLine($"  {message.Uid} {status.Keywords.NamesOf(message)} {message.InternalDate:O} {unique} {message.Size} {Convert.ToHexString(SHA256.HashData(octets))[..16]}");
            }
        }

        return text.ToString();
    }
}
