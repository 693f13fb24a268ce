namespace MailStore.Server.Hosting;

/// <summary>How many connections there may be at once.</summary>
/// <param name="AllMax">Over all listeners: each takes some KiB before it has said anything.</param>
/// <param name="AddressMax">Of one address: a company behind one has some hundred people with a few mail programs each.</param>
internal sealed record ConnectionLimits(int AllMax, int AddressMax)
{
    public const int DefaultAllMax = 20_000;
    public const int DefaultAddressMax = 1000;
}
