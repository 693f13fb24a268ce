using System.Text;
using MailStore.Mime.Text;

namespace MailStore.Mime.Tests.Text;

internal sealed class CollectedText : ITextSink
{
    private readonly StringBuilder _text = new();

    public void Take(ReadOnlySpan<char> text) => _text.Append(text);

    public override string ToString() => _text.ToString();

    /// <summary>The text of a part, its octets cut at random.</summary>
    public static string Of(string header, byte[] body, Random? cuts = null)
    {
        var collected = new CollectedText();
        var part = new PartText(collected);
        part.Begin(Encoding.Latin1.GetBytes(header + "\n"));
        for (var at = 0; at < body.Length;)
        {
            var length = Math.Min(body.Length - at, cuts?.Next(4) ?? body.Length);
            part.Take(body.AsSpan(at, length));
            at += length;
        }

        part.Finish();
        return collected.ToString();
    }
}
