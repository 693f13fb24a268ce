namespace MailStore.Bench.Baselines.Imap;

/// <summary>The keys of SEARCH by the operand they take, for both baselines.</summary>
internal static class SearchNames
{
    private static readonly Dictionary<string, (string Name, SearchOperand Operand)> _keys = Build();

    private static readonly Dictionary<string, (string Name, SearchOperand Operand)>.AlternateLookup<ReadOnlySpan<char>> _lookup =
        _keys.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool TryFind(ReadOnlySpan<char> word, out string name, out SearchOperand operand)
    {
        var found = _lookup.TryGetValue(word, out var key);
        (name, operand) = key;
        return found;
    }

    private static Dictionary<string, (string Name, SearchOperand Operand)> Build()
    {
        var keys = new Dictionary<string, (string Name, SearchOperand Operand)>(StringComparer.OrdinalIgnoreCase);
        Add(SearchOperand.None, "ALL ANSWERED DELETED DRAFT FLAGGED NEW OLD RECENT SEEN UNANSWERED UNDELETED UNDRAFT UNFLAGGED UNSEEN");
        Add(SearchOperand.Text, "BCC BODY CC FROM SUBJECT TEXT TO KEYWORD UNKEYWORD SINCE BEFORE ON SENTSINCE SENTBEFORE SENTON");
        Add(SearchOperand.Number, "LARGER SMALLER MODSEQ YOUNGER OLDER");
        Add(SearchOperand.Header, "HEADER");
        Add(SearchOperand.Set, "UID");
        Add(SearchOperand.OneKey, "NOT");
        Add(SearchOperand.TwoKeys, "OR");
        return keys;

        void Add(SearchOperand operand, string names)
        {
            foreach (var name in names.Split(' '))
            {
                keys.Add(name, (name, operand));
            }
        }
    }
}
