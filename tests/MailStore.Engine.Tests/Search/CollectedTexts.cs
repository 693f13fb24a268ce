using System.Text;
using MailStore.Mime.Structure;
using MailStore.Mime.Text;

namespace MailStore.Engine.Tests.Search;

/// <summary>The texts of a message as a search sees them, for needles to be cut from.</summary>
internal sealed class CollectedTexts : ISearchSink
{
    private readonly StringBuilder _text = new();

    public List<string> All { get; } = [];

    public bool IsSated => false;

    public static List<string> Of(byte[] message)
    {
        var scan = new MessageScan();
        scan.Begin();
        scan.Take(message);
        scan.Finish();
        var texts = new CollectedTexts();
        Naive.Read(message, scan.Parts, new MessageSearch(texts), SearchScope.Text);
        return texts.All;
    }

    public void Begin() => All.Clear();

    public void Break()
    {
        All.Add(_text.ToString());
        _text.Clear();
    }

    public void EnterField(ReadOnlySpan<byte> name, bool isOfMessage, bool isOfBody) => _text.Clear();

    public void EnterValue() => _text.Append("");

    public void EnterBody() => _text.Clear();

    public void Take(ReadOnlySpan<char> text) => _text.Append(text);
}
