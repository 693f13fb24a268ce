using System.Collections.Immutable;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Changes;

/// <summary>A mailbox knows more keywords: mailbox, number of the first, names. The numbers follow each other.</summary>
internal readonly record struct KeywordsChange(MailboxId Mailbox, int First, ImmutableArray<Keyword> Keywords)
{
    public static KeywordsChange Read(ref ChangeReader reader)
    {
        MailboxId mailbox = new(reader.Varint());
        var first = (int)reader.UInt32();
        var keywords = ImmutableArray.CreateBuilder<Keyword>();
        for (var count = reader.Count(); count > 0; count--)
        {
            keywords.Add(Keyword.TryCreate(reader.Text(), out var keyword) ? keyword : throw ChangeReader.Malformed());
        }

        return new(mailbox, first, keywords.ToImmutable());
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.Keywords);
        writer.Varint(Mailbox.Value);
        writer.Varint((ulong)First);
        writer.Varint((ulong)Keywords.Length);
        foreach (var keyword in Keywords)
        {
            writer.Text(keyword.Name);
        }
    }
}
