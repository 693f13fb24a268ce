using System.Globalization;

namespace MailStore.Mime.Extraction;

/// <summary>
/// The extractors of a store and what is spent on them. Whoever indexes its mail and whoever searches it need the same one, since
/// what it makes of an attachment is the text of that attachment.
/// </summary>
public sealed class TextExtraction : IDisposable
{
    private readonly List<ExtractorSeat> _seats = [];
    private readonly SemaphoreSlim _turns;
    private readonly TimeProvider _clock;

    /// <param name="extractors">The first that takes a type has it.</param>
    /// <param name="limits">For each attachment.</param>
    /// <param name="clock">For their time.</param>
    public TextExtraction(IEnumerable<ITextExtractor> extractors, ExtractionLimits limits, TimeProvider clock)
    {
        _seats.AddRange(extractors.Select(extractor => new ExtractorSeat(extractor)));
        _turns = new(limits.AtOnce);
        (Limits, _clock) = (limits, clock);
        Recipe = _seats.Count == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(' ', _seats.Select(seat => $"{seat.Extractor.Name}/{seat.Extractor.Version.ToString(CultureInfo.InvariantCulture)}"))} {limits.OctetsMax} {limits.CharactersMax}");
    }

    /// <summary>Attachments say nothing but their names.</summary>
    public static TextExtraction None { get; } = new([], new(), TimeProvider.System);

    public ExtractionLimits Limits { get; }

    /// <summary>All that makes a difference to what text comes out; empty where none does.</summary>
    public string Recipe { get; }

    public bool IsEmpty => _seats.Count == 0;

    public IExtractionWatch? Watch { get; init; }

    public void Dispose() => _turns.Dispose();

    internal ExtractorSeat? Find(ReadOnlySpan<byte> type, ReadOnlySpan<byte> subtype, ReadOnlySpan<char> fileName)
    {
        foreach (var seat in _seats)
        {
            if (seat.Takes(type, subtype) || (!fileName.IsEmpty && seat.Takes(fileName)))
            {
                return seat;
            }
        }

        return null;
    }

    internal void Tell(ExtractorSeat seat, ExtractionOutcome outcome) => Watch?.Extracted(seat.Extractor.Name, outcome, TimeSpan.Zero, fault: null);

    /// <summary>Lets an extractor read an attachment, on a thread that nobody misses if it does not come back.</summary>
    /// <returns>GivenUp: it may still have the octets.</returns>
    internal async ValueTask<ExtractionOutcome> RunAsync(ExtractorSeat seat, byte[] octets, int length, ExtractedText text, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        try
        {
            if (seat.IsOff)
            {
                Tell(seat, ExtractionOutcome.Off);
                return ExtractionOutcome.Off;
            }

            using var late = new CancellationTokenSource(Limits.Time, _clock);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
            var start = _clock.GetTimestamp();
            var (outcome, fault) = await RunAsync(seat, new ExtractionSource(octets, length, over.Token), text, over.Token);
            cancellation.ThrowIfCancellationRequested();
            Watch?.Extracted(seat.Extractor.Name, outcome, _clock.GetElapsedTime(start), fault);
            return outcome;
        }
        finally
        {
            _turns.Release();
        }
    }

    private async ValueTask<(ExtractionOutcome Outcome, Exception? Fault)> RunAsync(ExtractorSeat seat, Stream content, ExtractedText text, CancellationToken over)
    {
        var work = Task.Factory.StartNew(() => Extract(seat.Extractor, content, text, over), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return await work.WaitAsync(Limits.Time + Limits.Grace, _clock, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // A thread cannot be ended from outside. It is lost until it ends by itself, and there will be no second one.
            text.Close();
            seat.GiveUp();
            return (ExtractionOutcome.GivenUp, null);
        }
    }

    // Somebody else's code on a stranger's octets: whatever goes wrong in there, mail is indexed and searched.
    private static (ExtractionOutcome Outcome, Exception? Fault) Extract(ITextExtractor extractor, Stream content, ExtractedText text, CancellationToken over)
    {
        try
        {
            extractor.Extract(content, text, over);

            // Who was told to end may have ended before the end.
            return (over.IsCancellationRequested ? ExtractionOutcome.Late : text.IsCut ? ExtractionOutcome.Cut : ExtractionOutcome.Done, null);
        }
        catch (Exception fault) when (over.IsCancellationRequested || fault is OutOfMemoryException)
        {
            // Of the machine and not of the attachment: the next time it may be otherwise.
            return (ExtractionOutcome.Late, fault as OutOfMemoryException);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return (ExtractionOutcome.Faulted, fault);
        }
    }
}
