using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Relaying;

namespace MailStore.Transcripts.Protocols;

/// <summary>A next server that puts all it takes into the account "outbox", for scripts to look at. Nobody is "nobody" there, and "later" is later.</summary>
internal sealed class RelayIntoStore(IMailStore store) : IRelay
{
    public ValueTask<IRelayedMessage> BeginAsync(RelayEnvelope envelope, CancellationToken cancellation = default) => new(new Message(store));

    private sealed class Message(IMailStore store) : IRelayedMessage
    {
        private readonly MemoryStream _octets = new();

        public bool SendsNotices => false;

        public ValueTask<RelayReply> AddAsync(EnvelopeAddress recipient, string notices, CancellationToken cancellation = default) => new(recipient.ToString().Split('@')[0] switch
        {
            "nobody" => new RelayReply(550, "5.1.1", "Nobody there"),
            "later" => new RelayReply(451, "", "Greylisted"),
            _ => new RelayReply(250, "2.1.5", "Fine"),
        });

        public ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation = default) => _octets.WriteAsync(octets, cancellation);

        public async ValueTask<RelayReply> FinishAsync(CancellationToken cancellation = default)
        {
            var account = await store.OpenAccountAsync(AccountName.Create("outbox"), cancellation);
            if (account is null)
            {
                return new(554, "5.7.1", "No thanks");
            }

            var upload = account.BeginUpload();
            await upload.WriteAsync(_octets.ToArray(), cancellation);
            await account.Append(MailboxName.Inbox, [new NewMessage(upload)]);
            return new(250, "2.0.0", "Queued as 42");
        }

        public ValueTask DisposeAsync() => _octets.DisposeAsync();
    }
}
