using System.Globalization;

namespace MailStore.Mime.Extraction;

/// <summary>
/// The extractors of a store and what is spent on them. Whoever indexes its mail and whoever searches it need the same one, since
/// what it makes of an attachment is the text of that attachment.
/// </summary>
public sealed class TextExtraction : IDisposable
{
    /// <summary>Some 100 KB.</summary>
    private const int AbandonedMax = 1024;

    private readonly List<ExtractorSeat> _seats = [];
    private readonly SemaphoreSlim _turns;
    private readonly AbandonedAttachments _abandoned = new(AbandonedMax);
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

    /// <summary>What makes a thread for each attachment.</summary>
    internal TaskScheduler Threads { get; init; } = TaskScheduler.Default;

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

    /// <summary>It kept too many threads: nobody asks it any more.</summary>
    internal bool IsOff(ExtractorSeat seat) => seat.HasLost(Limits.LostMax);

    /// <summary>Waits for a turn, without which nobody has the octets of an attachment in memory.</summary>
    internal Task EnterAsync(CancellationToken cancellation) => _turns.WaitAsync(cancellation);

    internal void Leave() => _turns.Release();

    /// <summary>Lets an extractor read an attachment, again if it is late. Whoever asks has a turn.</summary>
    /// <returns>Its text; none if it has none, or none that counts. After GivenUp somebody may still have the octets.</returns>
    internal async ValueTask<(ExtractionOutcome Outcome, ExtractedText? Text)> RunAsync(ExtractorSeat seat, byte[] octets, int length, CancellationToken cancellation)
    {
        if (IsOff(seat))
        {
            Tell(seat, ExtractionOutcome.Off);
            return (ExtractionOutcome.Off, null);
        }

        if (_abandoned.Has(seat, octets.AsSpan(0, length)))
        {
            Tell(seat, ExtractionOutcome.Abandoned);
            return (ExtractionOutcome.Abandoned, null);
        }

        for (var attempt = 1; ; attempt++)
        {
            var start = _clock.GetTimestamp();
            var (outcome, text, fault) = await TryAsync(seat, octets, length, cancellation);
            if (outcome == ExtractionOutcome.Late)
            {
                // It may have been told to end because nobody waits any more.
                cancellation.ThrowIfCancellationRequested();
                // Without memory nobody knows what it holds, and that is not to be held against it.
                outcome = attempt < Limits.TriesMax ? outcome : fault is OutOfMemoryException ? ExtractionOutcome.NoThread : ExtractionOutcome.Abandoned;
            }

            Watch?.Extracted(seat.Extractor.Name, outcome, _clock.GetElapsedTime(start), fault);
            if (outcome is ExtractionOutcome.Abandoned or ExtractionOutcome.GivenUp)
            {
                _abandoned.Add(seat, octets.AsSpan(0, length));
            }

            if (outcome != ExtractionOutcome.Late)
            {
                return (outcome, outcome is ExtractionOutcome.Done or ExtractionOutcome.Cut or ExtractionOutcome.Faulted ? text : null);
            }
        }
    }

    private async ValueTask<(ExtractionOutcome Outcome, ExtractedText Text, Exception? Fault)> TryAsync(ExtractorSeat seat, byte[] octets, int length, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Limits.Time, _clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        var (token, text) = (over.Token, new ExtractedText(Limits.CharactersMax, over.Token));
        var content = new ExtractionSource(octets, length, token);
        try
        {
            // A thread that nobody misses if it does not come back.
            var work = Task.Factory.StartNew(() => Extract(seat.Extractor, content, text, token), CancellationToken.None, TaskCreationOptions.LongRunning, Threads);
            var (outcome, fault) = await work.WaitAsync(Limits.Time + Limits.Grace, _clock, CancellationToken.None);
            return (outcome, text, fault);
        }
        catch (TimeoutException)
        {
            // It cannot be ended from outside. It is lost until it ends by itself, which it does where it next reads or writes.
            await late.CancelAsync();
            seat.Lose();
            return (ExtractionOutcome.GivenUp, text, null);
        }
        catch (TaskSchedulerException fault)
        {
            return (ExtractionOutcome.NoThread, text, fault);
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
