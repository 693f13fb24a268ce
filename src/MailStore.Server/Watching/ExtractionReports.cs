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

    private readonly ConcurrentDictionary<string, long> _lateness = new(StringComparer.Ordinal);

    public void Extracted(string extractor, ExtractionOutcome outcome, TimeSpan took, Exception? fault)
    {
        tower.Meters.Extractions.Record(took.TotalSeconds, new KeyValuePair<string, object?>("extractor", extractor), new KeyValuePair<string, object?>("outcome", Word(outcome)));
        if (outcome == ExtractionOutcome.GivenUp)
        {
            tower.Log.Report($"the extractor {extractor} did not end when its time for an attachment was up: until the next start searches do not find the text of such attachments");
        }
        else if (outcome == ExtractionOutcome.Late && IsTime(extractor))
        {
            tower.Log.Report(string.Create(CultureInfo.InvariantCulture, $"the extractor {extractor} was too slow for an attachment, which took {took.TotalSeconds:0.0} s: each search for text opens that message again; see search-attachment-seconds"));
        }
        else if (fault is not null)
        {
            // What it says may be of the mail.
            tower.Log.Write(LogLevel.Debug, "attachment.unread", new("extractor", extractor), new("fault", fault.GetType().Name));
        }
    }

    private bool IsTime(string extractor)
    {
        var now = tower.Clock.GetTimestamp();
        var last = _lateness.GetOrAdd(extractor, long.MinValue);
        return (last == long.MinValue || tower.Clock.GetElapsedTime(last, now) >= s_silence) && _lateness.TryUpdate(extractor, now, last);
    }

    private static string Word(ExtractionOutcome outcome) => outcome switch
    {
        ExtractionOutcome.Done => "done",
        ExtractionOutcome.Cut => "cut",
        ExtractionOutcome.TooLarge => "too-large",
        ExtractionOutcome.Faulted => "faulted",
        ExtractionOutcome.Late => "late",
        ExtractionOutcome.GivenUp => "given-up",
        _ => "off",
    };
}
