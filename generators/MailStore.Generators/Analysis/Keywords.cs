namespace MailStore.Generators.Analysis;

/// <summary>The keywords of a choice, told apart by one look at the whole word: a perfect hash of its first eight octets.</summary>
internal sealed class Keywords
{
    private const int LeastCount = 3;

    private Keywords(ByteSet word, List<Entry> entries, List<int> others)
    {
        Word = word;
        Entries = entries;
        Others = others;
    }

    /// <summary>What a word is made of: scanning stops at the first octet outside.</summary>
    public ByteSet Word { get; }

    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>Alternatives that are not keywords.</summary>
    public IReadOnlyList<int> Others { get; }

    /// <summary>What the other alternatives may start with.</summary>
    public ByteSet FirstOfOthers { get; private init; } = ByteSet.Empty;

    /// <summary>What may stand before a word, as the backslash of a flag.</summary>
    public ByteSet Signs => Entries.Where(entry => !entry.Text.Sets[0].IsSubsetOf(Word)).Aggregate(ByteSet.Empty, static (all, entry) => all | entry.Text.Sets[0]);

    /// <summary>False where nearly all keywords have one length, which a loop learns.</summary>
    public bool LengthsVary => Entries.GroupBy(static entry => entry.Length).Max(static group => group.Count()) * 10 < Entries.Count * 7;

    public bool UsesLength { get; private set; }

    public ulong Multiplier { get; private set; }

    public int Bits { get; private set; }

    /// <summary>The text that a node starts with, if that is fixed.</summary>
    public static Node.Text? Leading(Node node) => node switch
    {
        Node.Text { Sets.Length: > 0 } text => text,
        Node.Sequence sequence => sequence.Items.SkipWhile(static item => item is Node.Mark).FirstOrDefault() is { } first ? Leading(first) : null,
        _ => null,
    };

    /// <summary>Finds the keywords of a choice, or null where octet by octet is as good or the words do not end cleanly.</summary>
    public static Keywords? Of(Plan plan, Node.Choice choice)
    {
        var texts = choice.Alternatives.Select(Leading).ToList();
        var candidates = Enumerable.Range(0, texts.Count).Where(i => texts[i] is { } text && IsKeyword(text)).ToList();
        if (candidates.Count < LeastCount || IsDecidedByFirst(plan, choice))
        {
            return null;
        }

        var word = Letters;
        foreach (var text in candidates.Select(i => texts[i]!))
        {
            word = text.Sets.Skip(IsWord(text.Sets[0].First) ? 0 : 1).Where(static set => IsWord(set.First)).Aggregate(word, static (all, set) => all | set);
        }

        foreach (var i in candidates)
        {
            if (WordLength(texts[i]!, word) == texts[i]!.Sets.Length)
            {
                word &= ~plan.FirstBehind(choice, i, texts[i]!);
            }
        }

        var others = Enumerable.Range(0, texts.Count).Except(candidates).ToList();
        var entries = candidates.Select(i => new Entry(i, texts[i]!, WordLength(texts[i]!, word), plan.ContinuesBehind(choice, others, texts[i]!) & ~word)).ToList();
        if (entries.Exists(static entry => entry.Length < 1) || entries.Select(static entry => entry.Text.Upper.Substring(0, entry.Length)).Distinct().Count() < entries.Count)
        {
            return null;
        }

        var keywords = new Keywords(word, entries, others) { FirstOfOthers = plan.FirstOf(choice, others) };
        return keywords.FindHash() ? keywords : null;
    }

    public int Slot(Entry entry) => (int)(unchecked(Value(entry) * Multiplier) >> (64 - Bits));

    private static ByteSet Letters => ByteSet.Range('A', 'Z') | ByteSet.Range('a', 'z');

    private static bool IsWord(int octet) => octet < 128 && (char.IsLetterOrDigit((char)octet) || octet is '.' or '-' or '_');

    private static bool IsKeyword(Node.Text text) =>
        IsWord(text.Sets[0].First) || (text.Sets.Length > 1 && text.Sets[0].First is '\\' or '$' or '+' or '-' or '*' or '&' or '%' && IsWord(text.Sets[1].First));

    private static int WordLength(Node.Text text, ByteSet word)
    {
        var sign = IsWord(text.Sets[0].First) ? 0 : 1;
        return sign + text.Sets.Skip(sign).TakeWhile(set => set.IsSubsetOf(word)).Count();
    }

    private static bool IsDecidedByFirst(Plan plan, Node.Choice choice)
    {
        var decision = plan.DecisionOf(choice);
        return decision.Depth == 1 && choice.Alternatives.Length <= LeastCount;
    }

    private bool FindHash()
    {
        UsesLength = Entries.Select(static entry => entry.First8).Distinct().Count() < Entries.Count;
        if (Entries.Select(Value).Distinct().Count() < Entries.Count)
        {
            return false;
        }

        var least = 1;
        while (1 << least < Entries.Count)
        {
            least++;
        }

        var values = Entries.Select(Value).ToArray();
        for (Bits = least; Bits <= least + 3; Bits++)
        {
            var seed = 0x9E3779B97F4A7C15UL;
            for (var attempt = 0; attempt < 4000; attempt++)
            {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                Multiplier = seed | 1;
                if (IsPerfect(values))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsPerfect(ulong[] values)
    {
        var taken = new bool[1 << Bits];
        foreach (var value in values)
        {
            var slot = (int)(unchecked(value * Multiplier) >> (64 - Bits));
            if (taken[slot])
            {
                return false;
            }

            taken[slot] = true;
        }

        return true;
    }

    private ulong Value(Entry entry) => UsesLength ? entry.First8 ^ ((ulong)entry.Length << 56) : entry.First8;

    /// <summary>A keyword: its alternative, its text, how much of that is the word, and what behind it makes the text a mere beginning.</summary>
    internal sealed record Entry(int Alternative, Node.Text Text, int Length, ByteSet Continues)
    {
        /// <summary>The word, in upper case.</summary>
        public string Word => Text.Upper.Substring(0, Length);

        /// <summary>The first eight octets of the word as Load.Word reads them: every bit 5 cleared, padded with zeros.</summary>
        public ulong First8 => Bits(static octet => (ulong)octet & 0xDF);

        /// <summary>The first eight octets, exact.</summary>
        public ulong Exact => Bits(static octet => (ulong)octet);

        /// <summary>0xDF under each letter whose case does not matter, 0xFF under everything else.</summary>
        public ulong Mask
        {
            get
            {
                var mask = 0UL;
                for (var i = 0; i < Math.Min(8, Length); i++)
                {
                    mask |= (Text.Sets[i].Count == 1 ? 0xFFUL : 0xDFUL) << (8 * i);
                }

                return mask;
            }
        }

        private ulong Bits(Func<int, ulong> fold)
        {
            var value = 0UL;
            for (var i = 0; i < Math.Min(8, Length); i++)
            {
                value |= fold(Text.Sets[i].First) << (8 * i);
            }

            return value;
        }
    }
}
