using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts.Running;

/// <summary>What is in the store before a script begins: anna's account, and what the header asks for.</summary>
internal sealed class Fixture(Script script)
{
    private static readonly string[] s_bodies = ["first", "second", "third"];

    /// <summary>RFC 9051's own example date, so that INTERNALDATE can be told by heart.</summary>
    private static readonly DateTimeOffset s_date = new(1996, 7, 17, 2, 44, 25, TimeSpan.FromHours(-7));

    public async Task FillAsync(IMailStore store)
    {
        var created = await store.CreateAccount(AccountName.Create("anna"));
        var account = await store.OpenAccountAsync(created.Id) ?? throw new InvalidOperationException("The account is not there.");
        foreach (var word in script.Fixture)
        {
            switch (word.Split(' '))
            {
                case ["messages", var count]:
                    await AppendAsync(account, int.Parse(count));
                    break;
                case ["message", var name]:
                    await AppendAsync(account, Messages.Read(name));
                    break;
                case ["brought", var name, var uniqueId]:
                    await AppendAsync(account, Messages.Read(name), UniqueId.Create(uniqueId));
                    break;
                case ["mailbox", var name]:
                    Require((await account.Create(MailboxName.Create(name))).Refusal);
                    break;
                case ["quota", var bytes]:
                    Require((await account.SetQuota(new QuotaLimits(long.Parse(bytes), Messages: null, Mailboxes: null))).Refusal);
                    break;
                case ["account", var name]:
                    Require((await store.CreateAccount(AccountName.Create(name))).Refusal);
                    break;
                case ["greeted" or "logged-in" or "selected" or "greeting" or "public" or "certificate" or "stamp"]:
                    break;
                default:
                    throw new FormatException($"{script.Name}: there is no fixture \"{word}\".");
            }
        }
    }

    private static async Task AppendAsync(IAccount account, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await AppendAsync(account, Messages.Read(s_bodies[number % s_bodies.Length]));
        }
    }

    private static async Task AppendAsync(IAccount account, string message, UniqueId uniqueId = default)
    {
        var upload = account.BeginUpload();
        await upload.WriteAsync(Encoding.Latin1.GetBytes(message));
        Require((await account.Append(MailboxName.Inbox, [new NewMessage(upload) { InternalDate = s_date, UniqueId = uniqueId }])).Refusal);
    }

    private static void Require(Refusal refusal)
    {
        if (refusal != Refusal.None)
        {
            throw new InvalidOperationException($"The fixture was refused: {refusal}.");
        }
    }
}
