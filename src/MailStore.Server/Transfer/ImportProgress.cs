using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Registry;
using MailStore.Server.Accounts.Embedded;
using MailStore.Server.Transfer.Reading;

namespace MailStore.Server.Transfer;

/// <summary>
/// How far an import of one mailbox has come, durable in the store. It is noted in the same step as each append, so whoever goes on after a
/// kill knows what is there, whatever the user has deleted since: a note ahead of the append could only be held against what is left.
/// <code>version 2 | 1 keeps UIDs | position</code>
/// </summary>
/// <param name="Position">The source was done up to here.</param>
internal sealed record ImportProgress(bool KeepsUids, string Position)
{
    private const byte Format = 2;

    /// <summary>Noted ahead, with what was going to be appended.</summary>
    private const byte FormatAhead = 1;

    public static ImportProgress None { get; } = new(KeepsUids: false, "");

    /// <summary>One of account, source and mailbox. Of a hash, because names are longer than keys.</summary>
    public static RegistryKey KeyOf(AccountName account, IImportSource source, MailboxName mailbox) => new(
        Shelves.Imports,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account.Text}\n{source.Identity}\n{mailbox.Text}"))));

    /// <exception cref="ImportFaultException">A version before this one was broken off, and nobody knows where.</exception>
    public static ImportProgress? Read(IRegistry notes, RegistryKey key)
    {
        if (notes.Find(key) is not { } record)
        {
            return null;
        }

        var reader = new RecordReader(record.Octets);
        var format = reader.Byte();
        var progress = new ImportProgress(reader.Byte() != 0, reader.Text());
        if (format != FormatAhead)
        {
            RecordReader.Require(format, Format);
            reader.End();
            return progress;
        }

        var (_, pending, _) = (reader.Long(), reader.List(static reader => (reader.Long(), reader.Long())), reader.Text());
        reader.End();
        return pending.IsEmpty ? progress : throw new ImportFaultException("This import was broken off under an older version, which cannot tell how far it came: bring the mail into another mailbox with --below.");
    }

    public RegistryEdit Note(RegistryKey key)
    {
        var writer = new RecordWriter(Format);
        writer.Byte(KeepsUids ? (byte)1 : (byte)0);
        writer.Text(Position);
        return new(key, writer.ToArray());
    }
}
