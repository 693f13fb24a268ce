using System.Collections.Immutable;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Log;
using MailStore.Log.Index;

namespace MailStore.Engine.Mailboxes;

/// <summary>The keywords that a mailbox knows, as decided. The writer's alone, but for the table, which readers of messages look into.</summary>
internal sealed class MailboxKeywords(MailboxId mailbox, KeywordTable table)
{
    private volatile KeywordTable _table = table;

    public KeywordTable Table => _table;

    /// <summary>The numbers of keywords, also those that new ones would get. False if there would be too many.</summary>
    public bool TryNumber(FlagSet flags, out KeywordBits bits, out ImmutableArray<Keyword> added)
    {
        bits = KeywordBits.None;
        added = [];
        foreach (var keyword in flags.Keywords)
        {
            if (!Table.TryFind(keyword, out var number))
            {
                number = Table.Count + added.Length;
                added = added.Add(keyword);
            }

            bits = bits.With(number);
        }

        return Table.Count + added.Length <= KeywordTable.CountMax;
    }

    /// <summary>Without the numbers that nothing has yet.</summary>
    public KeywordBits Known(KeywordBits bits)
    {
        var below = Table.Count >= KeywordBits.WordCount ? ulong.MaxValue : (1UL << Table.Count) - 1;
        var known = KeywordBits.OfWord(bits.Word & below);
        foreach (var number in bits.Rest)
        {
            known = number < Table.Count ? known.With(number) : known;
        }

        return known;
    }

    public void Apply(in KeywordsChange change, IIndexWriter index)
    {
        Invariant.Holds(change.First == Table.Count);
        foreach (var keyword in change.Keywords)
        {
            _table = _table.With(keyword);
        }

        KeywordRecords.Put(index, mailbox, Table, change.First);
    }
}
