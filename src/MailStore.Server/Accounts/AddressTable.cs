using System.Buffers;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Unicode;

namespace MailStore.Server.Accounts;

/// <summary>
/// Addresses that the command line named, in memory and nowhere else: users, other names of theirs, lists, people who have gone, and what
/// takes all the rest of a domain. Filled before it is asked, and asked by all sessions at once. A directory in the store takes its place later.
/// </summary>
internal sealed class AddressTable : IAddressBook
{
    private const int LettersMax = EnvelopeAddress.LocalBytesMax + 1 + EnvelopeAddress.DomainBytesMax;

    private readonly Dictionary<string, AddressEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AddressEntry> _catchAlls = new(StringComparer.Ordinal);
    private readonly Dictionary<AccountName, AccountId> _accounts = [];
    private readonly List<string> _domains = [];
    private AddressEntry _postmaster = AddressEntry.Unknown;

    public void AddDomain(string domain)
    {
        if (!_domains.Contains(Fold(domain)))
        {
            _domains.Add(Fold(domain));
        }
    }

    /// <summary>An account is reached by its name: at its domain, or at every domain if it has none. The first one is postmaster's.</summary>
    public void AddAccount(AccountName name, AccountId id)
    {
        _accounts[name] = id;
        var entry = new AddressEntry(AddressKind.Mailbox) { Recipients = [new(id, MailboxName.Inbox)], Names = [$"<{Address(name)}>"] };
        _postmaster = _postmaster.Kind == AddressKind.Unknown ? entry : _postmaster;
        _entries[name.Text] = entry;
    }

    /// <summary>Another name for an account, or one for several. False if a member is nobody's.</summary>
    public bool TryAddAlias(string address, IReadOnlyList<string> members)
    {
        var found = members.Select(member => Find(Fold(member))).ToList();
        if (found.Count == 0 || found.Exists(entry => entry.Recipients.IsEmpty))
        {
            return false;
        }

        var entry = new AddressEntry(found is [{ Kind: AddressKind.Mailbox }] ? AddressKind.Mailbox : AddressKind.List)
        {
            Recipients = [.. found.SelectMany(member => member.Recipients).Distinct()],
            Names = [.. found.SelectMany(member => member.Names).Distinct(StringComparer.Ordinal)],
        };
        _entries[Fold(address)] = entry;
        if (Fold(address).Split('@')[0] == "postmaster")
        {
            _postmaster = entry;
        }

        return true;
    }

    public void AddForward(string address, EnvelopeAddress target) => _entries[Fold(address)] = new(AddressKind.Forwarded) { ForwardedTo = target };

    public bool TryAddCatchAll(string domain, string member)
    {
        AddDomain(domain);
        var entry = Find(Fold(member));
        _catchAlls[Fold(domain)] = entry;
        return !entry.Recipients.IsEmpty;
    }

    public ValueTask<AddressEntry> FindAsync(EnvelopeAddress address, CancellationToken cancellation = default)
    {
        // Octets that are no UTF-8 become a letter that no address has.
        var letters = ArrayPool<char>.Shared.Rent(LettersMax);
        var length = Letters(address, letters);
        var entry = length < 0 ? AddressEntry.Unknown : Ascii.IsValid(letters.AsSpan(0, length)) ? Find(letters.AsSpan(0, length)) : Find(FormC.Of(new string(letters, 0, length)));
        ArrayPool<char>.Shared.Return(letters);
        return new(entry);
    }

    public async ValueTask<bool> MayWriteAsAsync(AccountName account, EnvelopeAddress address, CancellationToken cancellation = default)
    {
        var entry = await FindAsync(address, cancellation);
        return entry is { Kind: AddressKind.Mailbox, Recipients: [var own] } && _accounts.TryGetValue(account, out var id) && own.Account == id;
    }

    private static string Fold(string text) => FormC.Of(FormC.Of(text).ToLowerInvariant());

    private static int Letters(EnvelopeAddress address, char[] letters)
    {
        if (address.Local.Length > EnvelopeAddress.LocalBytesMax || address.Domain.Length > EnvelopeAddress.DomainBytesMax)
        {
            return -1;
        }

        var length = Encoding.UTF8.GetChars(address.Local.Span, letters);
        if (address.Domain.IsEmpty)
        {
            return length;
        }

        // RFC 5321 §2.3.5: the name of a domain may be written with the final dot of the DNS.
        letters[length++] = '@';
        length += Encoding.UTF8.GetChars(address.Domain.Span, letters.AsSpan(length));
        return letters[length - 1] == '.' ? length - 1 : length;
    }

    private string Address(AccountName name) => name.Text.Contains('@') ? name.Text : $"{name.Text}@{_domains.FirstOrDefault("localhost")}";

    private AddressEntry Find(ReadOnlySpan<char> written)
    {
        // RFC 5321 §2.4 leaves the local part's case to whoever has the mailbox: here it makes no difference.
        Span<char> address = stackalloc char[LettersMax];
        address = address[..written.ToLowerInvariant(address)];
        var at = address.LastIndexOf('@');
        if (at < 0)
        {
            return FindLocal(address, written);
        }

        var (local, domain) = (at, at + 1);
        if (!IsLocal(address[domain..]))
        {
            return AddressEntry.Elsewhere;
        }

        var entry = FindAt(address, local, written);
        return entry.Kind != AddressKind.Unknown || !_catchAlls.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(address[domain..], out var rest) ? entry : rest;
    }

    // RFC 5321 §3.5.1, §4.5.1: a name alone is one of this host, whichever of its domains that is.
    private AddressEntry FindLocal(ReadOnlySpan<char> local, ReadOnlySpan<char> written)
    {
        var entry = FindAt(local, local.Length, written);
        for (var number = 0; number < _domains.Count && entry.Kind == AddressKind.Unknown; number++)
        {
            entry = FindAt($"{local}@{_domains[number]}", local.Length, written);
        }

        return entry;
    }

    private AddressEntry FindAt(ReadOnlySpan<char> address, int local, ReadOnlySpan<char> written)
    {
        if (Named(address, local) is { } entry)
        {
            return entry;
        }

        var plus = address[..local].IndexOf('+');
        if (plus > 0 && Named($"{address[..plus]}{address[local..]}", plus) is { Kind: AddressKind.Mailbox } owner)
        {
            return InFolder(owner, written[(plus + 1)..local].ToString());
        }

        return address[..local].SequenceEqual("postmaster") ? _postmaster : AddressEntry.Unknown;
    }

    private AddressEntry? Named(ReadOnlySpan<char> address, int local)
    {
        var names = _entries.GetAlternateLookup<ReadOnlySpan<char>>();
        return names.TryGetValue(address, out var entry) || names.TryGetValue(address[..local], out entry) ? entry : null;
    }

    private static AddressEntry InFolder(AddressEntry owner, string folder) => MailboxName.TryCreate(folder, out var mailbox)
        ? owner with { Recipients = [.. owner.Recipients.Select(recipient => recipient with { Mailbox = mailbox })] }
        : owner;

    private bool IsLocal(ReadOnlySpan<char> domain)
    {
        foreach (var own in _domains)
        {
            if (domain.SequenceEqual(own))
            {
                return true;
            }
        }

        return false;
    }
}
