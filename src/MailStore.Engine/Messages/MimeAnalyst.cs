using System.Collections.Concurrent;
using MailStore.Abstractions.Messages;
using MailStore.Mime;

namespace MailStore.Engine.Messages;

/// <summary>
/// Finds the facts of messages while they are delivered: structure, header fields, preview and thread. What it works with serves
/// one message after the other, so that a delivery takes no memory but that of its facts.
/// </summary>
public sealed class MimeAnalyst(MimeLimits? limits = null) : IMessageAnalyst
{
    /// <summary>As many as are likely to be under way at a time, of some 50 KB each; more are made when they are needed, and let go.</summary>
    private const int KeptMax = 64;

    private readonly ConcurrentQueue<MimeAnalysis> _idle = new();

    public IMessageAnalysis Begin()
    {
        if (!_idle.TryDequeue(out var analysis))
        {
            analysis = new(this, limits ?? MimeLimits.Default);
        }

        analysis.Begin();
        return analysis;
    }

    /// <summary>Takes back what is over.</summary>
    internal void Return(MimeAnalysis analysis)
    {
        if (_idle.Count < KeptMax)
        {
            _idle.Enqueue(analysis);
        }
    }
}
