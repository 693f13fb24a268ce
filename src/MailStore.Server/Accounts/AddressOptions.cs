using MailStore.Abstractions.Accounts;

namespace MailStore.Server.Accounts;

/// <summary>What the command line says of addresses. All of it is <c>ADDRESS=…</c>, but for the domains.</summary>
internal sealed record AddressOptions
{
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary><c>sales@example.org=anna@example.org,bert@example.org</c></summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary><c>gone@example.org=new@example.net</c></summary>
    public IReadOnlyList<string> Forwards { get; init; } = [];

    /// <summary><c>example.org=anna@example.org</c></summary>
    public IReadOnlyList<string> CatchAlls { get; init; } = [];

    /// <summary>Null and what is wrong if something is.</summary>
    public AddressTable? TryBuild(IReadOnlyList<(AccountName Name, AccountId Id)> accounts, out string fault)
    {
        var table = new AddressTable();
        foreach (var domain in Domains.Concat(accounts.Select(account => account.Name.Text).Where(name => name.Contains('@')).Select(name => name.Split('@')[^1])).DefaultIfEmpty("localhost"))
        {
            table.AddDomain(domain);
        }

        foreach (var (name, id) in accounts)
        {
            table.AddAccount(name, id);
        }

        fault = Aliases.Where(alias => !TryAdd(alias, (name, members) => table.TryAddAlias(name, members.Split(',', StringSplitOptions.TrimEntries)))).Select(alias => $"--alias {alias}: every member must be a user or an alias that stands before it.")
            .Concat(Forwards.Where(forward => !TryAdd(forward, (name, target) => TryForward(table, name, target))).Select(forward => $"--forward {forward}: that is no ADDRESS=ADDRESS."))
            .Concat(CatchAlls.Where(all => !TryAdd(all, table.TryAddCatchAll)).Select(all => $"--catch-all {all}: that is no DOMAIN=USER."))
            .FirstOrDefault("");
        return fault.Length == 0 ? table : null;
    }

    private static bool TryAdd(string text, Func<string, string, bool> add)
    {
        var equals = text.LastIndexOf('=');
        return equals > 0 && add(text[..equals], text[(equals + 1)..]);
    }

    private static bool TryForward(AddressTable table, string name, string target)
    {
        if (!EnvelopeAddress.TryParse(target, out var address))
        {
            return false;
        }

        table.AddForward(name, address);
        return true;
    }
}
