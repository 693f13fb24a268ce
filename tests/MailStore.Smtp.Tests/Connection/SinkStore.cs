using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Registry;

namespace MailStore.Smtp.Tests.Connection;

/// <summary>A store that takes every message and keeps none, at no cost of its own: what is counted beside it is the front end's.</summary>
internal sealed class SinkStore(IMailStore inner) : IMailStore, IUpload
{
    private static readonly DeliveryResult[] s_taken = [new(Refusal.None, default, new Uid(1))];

    public IRegistry Registry => inner.Registry;

    public long Length { get; private set; }

    public Refusal Refusal => Refusal.None;

    /// <summary>Messages taken.</summary>
    public int Count { get; private set; }

    public IUpload BeginUpload(IReadOnlyList<AccountId> recipients, long? announcedBytes = null)
    {
        Length = 0;
        return this;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation = default)
    {
        Length += octets.Length;
        return ValueTask.CompletedTask;
    }

    public CommitTicket<IReadOnlyList<DeliveryResult>> Deliver(IUpload body, IReadOnlyList<Recipient> recipients, DateTimeOffset? internalDate = null)
    {
        Count++;
        return Ticket.At<IReadOnlyList<DeliveryResult>>(s_taken);
    }

    public CommitTicket<AccountResult> CreateAccount(AccountName name) => inner.CreateAccount(name);

    public CommitTicket<AccountResult> DeleteAccount(AccountId id) => inner.DeleteAccount(id);

    public ValueTask<IAccount?> OpenAccountAsync(AccountName name, CancellationToken cancellation = default) => inner.OpenAccountAsync(name, cancellation);

    public ValueTask<IAccount?> OpenAccountAsync(AccountId id, CancellationToken cancellation = default) => inner.OpenAccountAsync(id, cancellation);

    public IAsyncEnumerable<AccountName> ListAccountsAsync(CancellationToken cancellation = default) => inner.ListAccountsAsync(cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
