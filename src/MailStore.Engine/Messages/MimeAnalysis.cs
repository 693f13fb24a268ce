using MailStore.Abstractions.Messages;
using MailStore.Mime;
using MailStore.Mime.Facts;
using MailStore.Mime.Structure;

namespace MailStore.Engine.Messages;

/// <summary>One pass over one message, for <see cref="MimeAnalyst"/>. It is over with <see cref="Finish"/>.</summary>
internal sealed class MimeAnalysis(MimeAnalyst analyst, MimeLimits limits) : IMessageAnalysis
{
    private readonly MessageScan _scan = new(limits);
    private readonly FactsWriter _facts = new(limits);
    private bool _isOver = true;

    public void Take(ReadOnlySpan<byte> octets)
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        _scan.Take(octets);
    }

    public MessageFacts Finish()
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        _isOver = true;
        _scan.Finish();
        var facts = new MessageFacts(_facts.Write(_scan, MessageFacts.OctetsMax).ToArray(), []);
        analyst.Return(this);
        return facts;
    }

    internal void Begin()
    {
        _isOver = false;
        _scan.Begin();
    }
}
