using System.Text;
using MailStore.Mime.Structure;
using MailStore.Mime.Text;

namespace MailStore.Bench.Gates.Search;

/// <summary>Counts the text of messages as a search sees it: decoded, headers included, in octets of UTF-8.</summary>
internal sealed class TextCount : ISearchSink
{
    private readonly MessageScan _scan = new();
    private readonly MessageSearch _search;

    public TextCount() => _search = new(this);

    public long Octets { get; private set; }

    public bool IsSated => false;

    public void Add(byte[] message)
    {
        _scan.Begin();
        _scan.Take(message);
        _scan.Finish();
        _search.Begin(SearchScope.Text);
        while (_search.TryNext(_scan.Parts, out var start, out var end))
        {
            _search.Take(message.AsSpan((int)start, (int)(end - start)));
        }
    }

    public void Take(ReadOnlySpan<char> text) => Octets += Encoding.UTF8.GetByteCount(text);

    public void Begin()
    {
    }

    public void Break()
    {
    }

    public void EnterField(ReadOnlySpan<byte> name, bool isOfMessage, bool isOfBody)
    {
    }

    public void EnterValue()
    {
    }

    public void EnterBody()
    {
    }
}
