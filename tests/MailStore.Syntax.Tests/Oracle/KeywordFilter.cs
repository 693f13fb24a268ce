namespace MailStore.Syntax.Tests.Oracle;

/// <summary>
/// Takes from a generic alternative the texts that begin with a keyword: at once where the keyword ends outside of a word
/// (<c>SIZE=</c>), else at the octet that ends the word, so that <c>BODYX</c> stays and <c>BODY</c> goes.
/// </summary>
internal sealed class KeywordFilter : IFilter
{
    private readonly List<Dictionary<byte, int>> _children = [[]];
    private readonly HashSet<int> _complete = [];
    private readonly ByteSet _word;

    /// <param name="keywords">As in the grammar; letters match in both cases.</param>
    /// <param name="word">The octets of the generic alternative's first token.</param>
    public KeywordFilter(IEnumerable<string> keywords, ByteSet word)
    {
        _word = word;
        foreach (var keyword in keywords)
        {
            var state = Start;
            foreach (var octet in keyword)
            {
                var upper = Upper((byte)octet);
                if (!_children[state].TryGetValue(upper, out var child))
                {
                    child = _children.Count;
                    _children.Add([]);
                    _children[state].Add(upper, child);
                }

                state = child;
            }

            _complete.Add(state);
            EndsInWord[state] = _word.Has(keyword[^1]);
        }
    }

    public int Start => 0;

    private Dictionary<int, bool> EndsInWord { get; } = [];

    public int Step(int state, byte octet)
    {
        if (_complete.Contains(state) && !_word.Has(octet))
        {
            return IFilter.Dead;
        }

        if (!_children[state].TryGetValue(Upper(octet), out var child))
        {
            return IFilter.Free;
        }

        return _complete.Contains(child) && !EndsInWord[child] ? IFilter.Dead : child;
    }

    public bool MayEnd(int state) => state == IFilter.Free || !_complete.Contains(state);

    private static byte Upper(byte octet) => octet is >= (byte)'a' and <= (byte)'z' ? (byte)(octet - 32) : octet;
}
