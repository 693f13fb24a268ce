using System.Text;
using MailStore.Mime.Extraction;

namespace MailStore.Engine.Tests.Search;

/// <summary>Reads application/x-spelled: words with dots between their letters.</summary>
internal sealed class SpelledText : ITextExtractor
{
    /// <summary>What it waits for before it reads.</summary>
    public Action<CancellationToken> Wait { get; set; } = static _ => { };

    public string Name => "spelled";

    public int Version { get; init; } = 1;

    public IReadOnlyList<string> MediaTypes { get; } = ["application/x-spelled"];

    public IReadOnlyList<string> FileEndings => [];

    public void Extract(Stream content, ExtractedText text, CancellationToken cancellation)
    {
        Wait(cancellation);
        cancellation.ThrowIfCancellationRequested();
        text.Take(new StreamReader(content, Encoding.ASCII).ReadToEnd().Replace(".", "", StringComparison.Ordinal));
    }
}
