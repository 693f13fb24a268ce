using MailStore.Abstractions.Accounts;

namespace MailStore.Server.Accounts.Chained;

/// <summary>Two address books, of which the second one is asked for what the first does not know.</summary>
internal sealed class FirstAddressBook(IAddressBook first, IAddressBook second) : IAddressBook
{
    public async ValueTask<AddressEntry> FindAsync(EnvelopeAddress address, CancellationToken cancellation = default)
    {
        var entry = await first.FindAsync(address, cancellation);
        if (entry.Kind is not (AddressKind.Unknown or AddressKind.Elsewhere))
        {
            return entry;
        }

        // Unknown here and elsewhere there: the domain is ours, and nobody has the name.
        var other = await second.FindAsync(address, cancellation);
        return other.Kind == AddressKind.Elsewhere ? entry : other;
    }

    public async ValueTask<bool> MayWriteAsAsync(AccountName account, EnvelopeAddress address, CancellationToken cancellation = default) =>
        await first.MayWriteAsAsync(account, address, cancellation) || await second.MayWriteAsAsync(account, address, cancellation);
}
