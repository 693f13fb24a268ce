using System.Text;
using MailStore.Mime.Extraction;

namespace MailStore.Mime.Tests.Extraction;

/// <summary>Reads application/x-plan, and files with names that end in .plan, as a test wants it.</summary>
internal sealed class PlannedExtractor(Action<Stream, ExtractedText, CancellationToken> plan) : ITextExtractor, IExtractionWatch
{
    private int _asked;

    /// <summary>The text is what the octets say.</summary>
    public static PlannedExtractor Reading => new(static (content, text, _) => text.Take(new StreamReader(content, Encoding.UTF8).ReadToEnd()));

    public string Name => "planned";

    public int Version => 7;

    public IReadOnlyList<string> MediaTypes { get; } = ["application/x-plan"];

    public IReadOnlyList<string> FileEndings { get; } = [".plan"];

    public int Asked => _asked;

    public List<(string Extractor, ExtractionOutcome Outcome, Exception? Fault)> Told { get; } = [];

    public ExtractionOutcome[] Outcomes => [.. Told.Select(told => told.Outcome)];

    public void Extract(Stream content, ExtractedText text, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        plan(content, text, cancellation);
    }

    public void Extracted(string extractor, ExtractionOutcome outcome, TimeSpan took, Exception? fault)
    {
        lock (Told)
        {
            Told.Add((extractor, outcome, fault));
        }
    }

    public TextExtraction With(ExtractionLimits? limits = null) => new([this], limits ?? new(), TimeProvider.System) { Watch = this };
}
