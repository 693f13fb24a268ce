using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Unicode;
using MailStore.Server.Accounts.Embedded;

namespace MailStore.Server.Accounts.External;

/// <summary>
/// Users and addresses of a directory outside of the store. An account comes into being with the first login or the first mail; one that
/// cannot be asked is a temporary failure, and the operator is told.
/// </summary>
internal sealed class ExternalDirectory(IUserSource source, IMailStore store, Action<string> report) : IAuthenticator, IAddressBook
{
    private const char FolderMark = '+';

    public CredentialKinds Kinds => source.Kinds;

    public async ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default)
    {
        try
        {
            var account = NameOf(name.Span) is { } known && !password.IsEmpty
                ? await source.VerifyAsync(known, UserDirectory.Prepare(password.Span), cancellation)
                : null;
            return account is { } found && !(await OpenAsync(found)).IsNone ? SignIn.As(found) : account is null ? SignIn.Refused : SignIn.Unavailable;
        }
        catch (Exception fault) when (fault is DirectoryFaultException or StoreUnavailableException)
        {
            return Say(fault, SignIn.Unavailable);
        }
    }

    public ValueTask<CredentialLookup<ScramKeys>> FindScramKeysAsync(ReadOnlyMemory<byte> name, ScramHash hash, CancellationToken cancellation = default) =>
        LookAsync(NameOf(name.Span), known => source.FindScramKeysAsync(known, hash, cancellation));

    public ValueTask<CredentialLookup<SharedSecret>> FindSecretAsync(ReadOnlyMemory<byte> name, CancellationToken cancellation = default) =>
        LookAsync(NameOf(name.Span), known => source.FindSecretAsync(known, cancellation));

    /// <summary>A proof was right: from here on there is an account.</summary>
    public async ValueTask<SignIn> ConcludeAsync(ReadOnlyMemory<byte> name, SignIn outcome, CancellationToken cancellation = default)
    {
        try
        {
            return outcome.Outcome == SignInOutcome.Accepted && (await OpenAsync(outcome.Account)).IsNone ? SignIn.Unavailable : outcome;
        }
        catch (StoreUnavailableException fault)
        {
            return Say(fault, SignIn.Unavailable);
        }
    }

    public async ValueTask<AddressEntry> FindAsync(EnvelopeAddress address, CancellationToken cancellation = default)
    {
        if (address.Local.Length > EnvelopeAddress.LocalBytesMax || address.Domain.Length > EnvelopeAddress.DomainBytesMax)
        {
            return AddressEntry.Unknown;
        }

        try
        {
            var (local, domain) = AddressText.Split(address, out var written);
            if (domain.Length > 0 && !await source.HasDomainAsync(domain, cancellation))
            {
                return AddressEntry.Elsewhere;
            }

            return await EntryAsync(local, domain, cancellation)
                ?? await InFolderAsync(local, domain, written, cancellation)
                ?? AddressEntry.Unknown;
        }
        catch (Exception fault) when (fault is DirectoryFaultException or StoreUnavailableException)
        {
            return Say(fault, AddressEntry.Unavailable);
        }
    }

    public async ValueTask<bool> MayWriteAsAsync(AccountName account, EnvelopeAddress address, CancellationToken cancellation = default)
    {
        var entry = await FindAsync(address, cancellation);
        return entry is { Kind: AddressKind.Mailbox, Recipients: [var own] } && (await store.OpenAccountAsync(account, cancellation))?.Id == own.Account;
    }

    private static AccountName? NameOf(ReadOnlySpan<byte> name) =>
        name.Length <= AccountName.OctetsMax && SaslPrep.TryPrepare(name, out var prepared) && AccountName.TryCreate(Encoding.UTF8.GetString(prepared), out var account) ? account : null;

    private T Say<T>(Exception fault, T outcome)
    {
        report(fault.Message);
        return outcome;
    }

    private async ValueTask<CredentialLookup<T>> LookAsync<T>(AccountName? name, Func<AccountName, ValueTask<T?>> find)
        where T : class
    {
        try
        {
            return new(name is { } known ? await find(known) : null, IsUnavailable: false);
        }
        catch (Exception fault) when (fault is DirectoryFaultException or StoreUnavailableException)
        {
            return Say(fault, new CredentialLookup<T>(Value: null, IsUnavailable: true));
        }
    }

    private async ValueTask<AddressEntry?> EntryAsync(string local, string domain, CancellationToken cancellation)
    {
        var accounts = await source.FindAddressAsync(domain.Length == 0 ? local : $"{local}@{domain}", cancellation);
        var recipients = new List<Recipient>();
        foreach (var account in accounts)
        {
            var id = await OpenAsync(account);
            if (id.IsNone)
            {
                return AddressEntry.Unavailable;
            }

            recipients.Add(new(id, MailboxName.Inbox));
        }

        return recipients.Count == 0 ? null : new(recipients.Count == 1 ? AddressKind.Mailbox : AddressKind.List)
        {
            Recipients = [.. recipients.Distinct()],
            Names = [.. accounts.Select(account => $"<{account}>")],
        };
    }

    // RFC 5233: what follows the mark is a folder.
    private async ValueTask<AddressEntry?> InFolderAsync(string local, string domain, string written, CancellationToken cancellation)
    {
        var mark = local.IndexOf(FolderMark, StringComparison.Ordinal);
        if (mark < 1 || await EntryAsync(local[..mark], domain, cancellation) is not { } owner)
        {
            return null;
        }

        return owner.Kind == AddressKind.Mailbox && MailboxName.TryCreate(written[(written.IndexOf(FolderMark, StringComparison.Ordinal) + 1)..], out var mailbox)
            ? owner with { Recipients = [.. owner.Recipients.Select(recipient => recipient with { Mailbox = mailbox })] }
            : owner;
    }

    // None if the store takes none just now.
    private async ValueTask<AccountId> OpenAsync(AccountName name)
    {
        if (await store.OpenAccountAsync(name) is { } account)
        {
            return account.Id;
        }

        var made = await store.CreateAccount(name);
        return made.Refusal == Refusal.None ? made.Id : (await store.OpenAccountAsync(name))?.Id ?? default;
    }
}
