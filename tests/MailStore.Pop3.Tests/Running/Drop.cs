using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Sasl;
using MailStore.Pop3.Session;
using MailStore.Testing.Memory;
using MailStore.Testing.Time;

namespace MailStore.Pop3.Tests.Running;

/// <summary>Anna's maildrop in the twin.</summary>
internal sealed class Drop : IAsyncDisposable
{
    public ManualClock Clock { get; } = new();

    public MemoryMailStore Store { get; private set; } = null!;

    public static async Task<Drop> OfAsync(params string[] messages)
    {
        var drop = new Drop();
        drop.Store = new MemoryMailStore(drop.Clock);
        await drop.Store.CreateAccount(OneUser.Name);
        await drop.AddAsync(messages);
        return drop;
    }

    public Pop3Services Services(Pop3Limits? limits = null) => new(Store, new SaslServer(new OneUser()), Clock) { Limits = limits ?? new() };

    public async Task AddAsync(params string[] messages)
    {
        var account = await OpenAsync();
        var letters = new List<NewMessage>();
        foreach (var message in messages)
        {
            var upload = account.BeginUpload();
            await upload.WriteAsync(Encoding.Latin1.GetBytes(message));
            letters.Add(new(upload));
        }

        await account.Append(MailboxName.Inbox, letters);
    }

    public async Task<MailboxStatus> StatusAsync() => (await (await OpenAsync()).OpenAsync(MailboxName.Inbox))!.Status;

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    public async Task<IAccount> OpenAsync() => (await Store.OpenAccountAsync(OneUser.Name))!;
}
