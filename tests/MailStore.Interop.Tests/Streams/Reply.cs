using System.Globalization;

namespace MailStore.Interop.Tests.Streams;

/// <summary>What a server said to one command, brought into one form: order, quoting and texts for people do not count.</summary>
internal sealed class Reply
{
    /// <summary>Codes that say how a command ended.</summary>
    private static readonly string[] s_codes =
        ["ALREADYEXISTS", "APPENDUID", "BADCHARSET", "CANNOT", "COPYUID", "NONEXISTENT", "READ-ONLY", "READ-WRITE", "TRYCREATE", "UNKNOWN-CTE"];

    private readonly SortedDictionary<int, SortedDictionary<string, string>> _fetched = [];
    private readonly SortedSet<string> _lines = new(StringComparer.Ordinal);
    private readonly List<int> _expunged = [];
    private int? _exists;

    /// <summary>OK, NO or BAD, with its code.</summary>
    public string Ending { get; private set; } = "";

    /// <summary>The tagged response as it was said, for people.</summary>
    public string Said { get; private set; } = "";

    /// <param name="responses">The tagged one last.</param>
    /// <param name="counted">Messages that the client counted before.</param>
    public static Reply Read(IReadOnlyList<string> responses, int counted)
    {
        var reply = new Reply();
        foreach (var response in responses.SkipLast(1))
        {
            reply.Take(TokenReader.Read(response));
        }

        var last = TokenReader.Read(responses[^1]);
        reply.Said = responses[^1];
        reply.Ending = last[1].ToString() + Code(last);
        reply.Count(counted);
        return reply;
    }

    /// <summary>Messages that the client counts behind it.</summary>
    public int Counted { get; private set; }

    /// <summary>A line for each fact.</summary>
    public List<string> Facts() =>
    [
        .. _fetched.SelectMany(message => message.Value.Select(item => $"{message.Key} FETCH {item.Key} {item.Value}")),
        .. _lines,
        Ending,
    ];

    private void Take(List<Token> tokens)
    {
        if (tokens.Count > 2 && int.TryParse(tokens[1].Atom, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            TakeNumbered(number, tokens);
            return;
        }

        switch (tokens[1].Atom)
        {
            case "SEARCH":
                var found = tokens.Skip(2).Where(token => token.Atom is not null).Select(token => int.Parse(token.Atom!, CultureInfo.InvariantCulture));
                _lines.Add($"SEARCH {string.Join(' ', found.Order())}");
                break;
            case "ESEARCH":
                _lines.Add($"ESEARCH {string.Join(' ', Pairs(tokens.Skip(3).Where(token => !token.IsAtom("UID"))))}");
                break;
            case "LIST" or "LSUB":
                _lines.Add($"{tokens[1]} {Attributes(tokens[2])} {Name(tokens[4])}");
                break;
            case "STATUS":
                _lines.Add($"STATUS {Name(tokens[2])} {string.Join(' ', Pairs(tokens[3].List!.Where(_ => true)))}");
                break;
            case "FLAGS":
                break;
            case "OK" when Code(tokens) is { Length: > 0 } code:
                _lines.Add(code.Trim());
                break;
        }
    }

    private void TakeNumbered(int number, List<Token> tokens)
    {
        switch (tokens[2].Atom)
        {
            case "EXISTS":
                _exists = number;
                break;
            case "EXPUNGE":
                _expunged.Add(number);
                break;
            case "FETCH":
                if (!_fetched.TryGetValue(number, out var items))
                {
                    _fetched[number] = items = new(StringComparer.Ordinal);
                }

                var list = tokens[3].List!;
                for (var at = 0; at + 1 < list.Count; at += 2)
                {
                    items[list[at].ToString().ToUpperInvariant()] = Value(list[at].ToString().ToUpperInvariant(), list[at + 1]);
                }

                break;
        }
    }

    // Dovecot tells the lowest first and we the highest: what counts is which messages went.
    private void Count(int counted)
    {
        var left = Enumerable.Range(1, counted).ToList();
        var gone = new List<int>();
        foreach (var number in _expunged)
        {
            gone.Add(left[number - 1]);
            left.RemoveAt(number - 1);
        }

        if (gone.Count > 0)
        {
            _lines.Add($"EXPUNGE {string.Join(' ', gone.Order())}");
        }

        Counted = _exists ?? left.Count;
        if (_exists is { } exists && exists != left.Count)
        {
            _lines.Add($"EXISTS {exists}");
        }
    }

    private static string Value(string item, Token value) => item switch
    {
        "FLAGS" => Flags(value),

        // Dovecot keeps the moment and forgets the zone.
        "INTERNALDATE" => DateTimeOffset.Parse(value.Text!, CultureInfo.InvariantCulture).ToUniversalTime().ToString("s", CultureInfo.InvariantCulture),

        // Types and parameters in any case: a server may spell them as it likes.
        "BODY" or "BODYSTRUCTURE" => value.ToString().ToUpperInvariant(),
        _ => value.ToString(),
    };

    // \Recent is a matter of who came first.
    private static string Flags(Token flags) => (flags with { List = [.. flags.List!.Where(flag => !flag.IsAtom("\\Recent"))] }).Sorted();

    private static string Attributes(Token attributes) =>
        (attributes with { List = [.. attributes.List!.Where(attribute => !attribute.IsAtom("\\UnMarked") && !attribute.IsAtom("\\Marked"))] }).Sorted().ToUpperInvariant();

    private static string Name(Token name) => name.Text ?? name.Atom!;

    private static IEnumerable<string> Pairs(IEnumerable<Token> tokens) =>
        tokens.Chunk(2).Where(pair => !pair[0].IsAtom("UIDVALIDITY") && !pair[0].IsAtom("HIGHESTMODSEQ")).Select(pair => string.Join(' ', pair.AsEnumerable())).Order(StringComparer.Ordinal);

    private static string Code(List<Token> tokens)
    {
        if (tokens.Count < 3 || tokens[2].Atom is not ['[', ..] bracket)
        {
            return "";
        }

        var words = bracket.Trim('[', ']').Split(' ');
        return Array.IndexOf(s_codes, words[0]) < 0 ? "" : words[0] switch
        {
            // UIDVALIDITY is each server's own.
            "COPYUID" => $" [COPYUID {string.Join(' ', words[2..])}]",
            "APPENDUID" => $" [APPENDUID {words[2]}]",
            "BADCHARSET" => " [BADCHARSET]",
            _ => $" [{words[0]}]",
        };
    }
}
