using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Registry;
using MailStore.Server.Accounts.Embedded;
using MailStore.Server.Transfer.Reading;

namespace MailStore.Server.Transfer;

/// <summary>
/// How far an import of one mailbox has come, durable in the store. It is written before each append and says what the append is going to
/// do, so that whoever goes on after a kill can look whether it took place: an append is there as a whole or not at all.
/// <code>version 1 | 1 keeps UIDs | position | next UID before the append | count | (octets | internal date) of each message of it | position behind it</code>
/// </summary>
/// <param name="Position">The source was done up to here, for sure.</param>
/// <param name="From">The first UID that the append may have got.</param>
/// <param name="Pending">What was being appended; empty before the first append.</param>
/// <param name="PositionAfter">Where the source goes on if it took place.</param>
internal sealed record ImportProgress(bool KeepsUids, string Position, uint From, ImmutableArray<(long Bytes, long Date)> Pending, string PositionAfter)
{
    private const byte Format = 1;

    public static ImportProgress None { get; } = new(KeepsUids: false, "", 1, [], "");

    /// <summary>One of account, source and mailbox. Of a hash, because names are longer than keys.</summary>
    public static RegistryKey KeyOf(AccountName account, IImportSource source, MailboxName mailbox) => new(
        Shelves.Imports,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account.Text}\n{source.Identity}\n{mailbox.Text}"))));

    public static ImportProgress? Read(IRegistry registry, RegistryKey key)
    {
        if (registry.Find(key) is not { } record)
        {
            return null;
        }

        var reader = new RecordReader(record.Octets);
        reader.Format(Format);
        var progress = new ImportProgress(
            reader.Byte() != 0, reader.Text(), (uint)reader.Long(), reader.List(static reader => (reader.Long(), reader.Long())), reader.Text());
        reader.End();
        return progress;
    }

    public async Task WriteAsync(IRegistry registry, RegistryKey key)
    {
        var writer = new RecordWriter(Format);
        writer.Byte(KeepsUids ? (byte)1 : (byte)0);
        writer.Text(Position);
        writer.Long(From);
        writer.List(Pending, static (writer, message) =>
        {
            writer.Long(message.Bytes);
            writer.Long(message.Date);
        });
        writer.Text(PositionAfter);
        var result = await registry.Change([new(key, writer.ToArray())]);
        if (result.Refusal != Refusal.None)
        {
            throw new ImportFaultException($"The store took no note of how far the import is ({result.Refusal}): run it again to go on.");
        }
    }

    /// <summary>Whether the append that was announced last took place: its messages have UIDs one behind the other.</summary>
    public async Task<bool> TookPlaceAsync(IMailbox mailbox, CancellationToken cancellation)
    {
        if (Pending.IsEmpty)
        {
            return false;
        }

        using var view = await mailbox.OpenViewAsync(isReadOnly: true, cancellation);
        var found = new List<(long, long)>();
        for (var number = view.CountUpTo(new(From - 1)) + 1; number <= view.Count; number++)
        {
            if (view.TryRead(view.UidAt(number), out var entry))
            {
                found.Add((entry.Size, entry.InternalDate.ToUnixTimeSeconds()));
            }
        }

        // Nobody else's message lies between: what is appended together is numbered together.
        return Enumerable.Range(0, Math.Max(0, found.Count - Pending.Length + 1)).Any(first => found.Skip(first).Take(Pending.Length).SequenceEqual(Pending));
    }
}
