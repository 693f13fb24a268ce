using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Commands;

/// <summary>A METADATA response: RFC 5464 §4.4.1.</summary>
internal static class MetadataText
{
    /// <summary>RFC 9590 §3: what LIST with RETURN (METADATA) tells of a mailbox; NIL for what it does not have.</summary>
    public static async ValueTask TellAsync(ImapSession session, MailboxName name, IReadOnlyList<string> wanted)
    {
        if (await ReadAsync(session, name) is not { } entries)
        {
            return;
        }

        Write(session, name, [.. wanted.Select(entry => Find(entries, entry))]);
    }

    /// <summary>All entries of a mailbox, its uses among them, or of the account. Null if there is no such mailbox.</summary>
    public static async ValueTask<IReadOnlyList<MetadataEntry>?> ReadAsync(ImapSession session, MailboxName? name)
    {
        var entries = await session.Account.ReadMetadataAsync(name);
        var uses = name is { } mailbox && entries is not null ? UsesOf(session.Account, mailbox) : "";
        return uses.Length == 0 ? entries : [.. entries!, new MetadataEntry(MetadataNames.SpecialUse, Encoding.ASCII.GetBytes(uses))];
    }

    /// <summary>One with a null value if there is none.</summary>
    public static MetadataEntry Find(IReadOnlyList<MetadataEntry> entries, string name)
    {
        foreach (var entry in entries)
        {
            if (entry.Name == name)
            {
                return entry;
            }
        }

        return new(name, Value: null);
    }

    public static void Write(ImapSession session, MailboxName? mailbox, IReadOnlyList<MetadataEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var line = session.Output.Write();
        line.Token("* METADATA "u8);
        if (mailbox is { } name)
        {
            MailboxText.Write(ref line, name, session.Features);
        }
        else
        {
            line.String(""u8);
        }

        line.Token(" ("u8);
        for (var at = 0; at < entries.Count; at++)
        {
            line.Token(at == 0 ? ""u8 : " "u8);
            Write(ref line, entries[at]);
        }

        line.Token(")"u8);
        line.EndLine();
        line.Dispose();
    }

    private static void Write(ref ReplyWriter line, MetadataEntry entry)
    {
        line.AtomOrString(Encoding.ASCII.GetBytes(entry.Name));
        line.Space();
        if (entry.Value is { } value)
        {
            line.String(value.Span, StringForms.Literal8);
        }
        else
        {
            line.Nil();
        }
    }

    private static string UsesOf(IAccount account, MailboxName name)
    {
        foreach (var entry in account.Tree)
        {
            if (entry.Name == name)
            {
                return SpecialUseText.Of(entry.Uses);
            }
        }

        return "";
    }
}
