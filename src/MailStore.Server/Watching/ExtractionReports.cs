using System.Collections.Concurrent;
using System.Globalization;
using MailStore.Mime.Extraction;
using Microsoft.Extensions.Logging;

namespace MailStore.Server.Watching;

/// <summary>Counts what becomes of attachments that are read for searches. Broken ones are nobody's fault here; an extractor that is late is the operator's business.</summary>
internal sealed class ExtractionReports(Watchtower tower) : IExtractionWatch
{
    // A search may meet the same attachment again and again: once each hour is enough to know of.
    private static readonly TimeSpan s_silence = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Extractor, ExtractionOutcome Outcome), long> _told = [];

    public void Extracted(string extractor, ExtractionOutcome outcome, TimeSpan took, Exception? fault)
    {
        tower.Meters.Extractions.Record(took.TotalSeconds, new KeyValuePair<string, object?>("extractor", extractor), new KeyValuePair<string, object?>("outcome", Word(outcome)));
        if (Line(extractor, outcome, took) is { } line)
        {
            if (IsTime(extractor, outcome))
            {
                tower.Log.Report(line);
            }
        }
        else if (fault is not null)
        {
            // What it says may be of the mail.
            tower.Log.Write(LogLevel.Debug, "attachment.unread", new("extractor", extractor), new("fault", fault.GetType().Name));
        }
    }

    private static string? Line(string extractor, ExtractionOutcome outcome, TimeSpan took) => outcome switch
    {
        ExtractionOutcome.Late => string.Create(CultureInfo.InvariantCulture, $"the extractor {extractor} was too slow for an attachment, which took {took.TotalSeconds:0.0} s, and tries again; see search-attachment-seconds"),
        ExtractionOutcome.Abandoned => $"the extractor {extractor} was too slow for an attachment each time it tried: searches do not find the text of that attachment; see search-attachment-seconds",
        ExtractionOutcome.GivenUp => $"the extractor {extractor} did not end when its time for an attachment was up, and keeps a thread: searches do not find the text of that attachment",
        ExtractionOutcome.Off => $"the extractor {extractor} keeps as many threads as it may and is not asked until the next start: searches for text that need it are refused",
        ExtractionOutcome.NoThread => $"there is no thread for the extractor {extractor}: searches for text that need it are refused",
        _ => null,
    };

    private bool IsTime(string extractor, ExtractionOutcome outcome)
    {
        var now = tower.Clock.GetTimestamp();
        var last = _told.GetOrAdd((extractor, outcome), long.MinValue);
        return (last == long.MinValue || tower.Clock.GetElapsedTime(last, now) >= s_silence) && _told.TryUpdate((extractor, outcome), now, last);
    }

    private static string Word(ExtractionOutcome outcome) => outcome switch
    {
        ExtractionOutcome.Done => "done",
        ExtractionOutcome.Cut => "cut",
        ExtractionOutcome.TooLarge => "too-large",
        ExtractionOutcome.Faulted => "faulted",
        ExtractionOutcome.Late => "late",
        ExtractionOutcome.Abandoned => "abandoned",
        ExtractionOutcome.GivenUp => "given-up",
        ExtractionOutcome.NoThread => "no-thread",
        _ => "off",
    };
}
