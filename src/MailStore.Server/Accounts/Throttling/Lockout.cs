using MailStore.Server.Accounts.Embedded;

namespace MailStore.Server.Accounts.Throttling;

/// <summary>
/// What failed at an address, or for a name, as a record of the registry:
/// <code>version 1 | failures | last one | locked until | locks so far</code>
/// </summary>
internal sealed record Lockout(int Failures, DateTimeOffset Last, DateTimeOffset Until, int Locks)
{
    private const byte Format = 1;

    public static Lockout None { get; } = new(0, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0);

    public static Lockout Read(ReadOnlyMemory<byte> octets)
    {
        var reader = new RecordReader(octets);
        reader.Format(Format);
        var lockout = new Lockout(reader.Number(), reader.Date(), reader.Date(), reader.Number());
        reader.End();
        return lockout;
    }

    public byte[] Write()
    {
        var writer = new RecordWriter(Format);
        writer.Number(Failures);
        writer.Date(Last);
        writer.Date(Until);
        writer.Number(Locks);
        return writer.ToArray();
    }
}
