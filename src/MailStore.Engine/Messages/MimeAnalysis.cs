using MailStore.Abstractions.Messages;
using MailStore.Mime;
using MailStore.Mime.Facts;
using MailStore.Mime.Headers;
using MailStore.Mime.Structure;

namespace MailStore.Engine.Messages;

/// <summary>One pass over one message after the other, for <see cref="MimeAnalyst"/>.</summary>
internal sealed class MimeAnalysis(MimeAnalyst analyst, MimeLimits limits) : IMessageAnalysis
{
    /// <summary>Its own and those of the nearest messages before it: longer chains hold together all the same.</summary>
    private const int ThreadKeysMax = 32;

    private readonly MessageScan _scan = new(limits);
    private readonly FactsWriter _facts = new(limits);
    private readonly ulong[] _keys = new ulong[ThreadKeysMax];
    private bool _isFinished;
    private bool _isOver = true;

    public void Take(ReadOnlySpan<byte> octets)
    {
        ObjectDisposedException.ThrowIf(_isOver || _isFinished, this);
        _scan.Take(octets);
    }

    public MessageFacts Finish()
    {
        ObjectDisposedException.ThrowIf(_isOver || _isFinished, this);
        _isFinished = true;
        _scan.Finish();
        var count = ThreadKeys.Read(_scan.HeaderOf(_scan.Parts[0]), _keys);
        return new(_facts.Write(_scan, MessageFacts.OctetsMax), _keys.AsMemory(0, count));
    }

    public void Dispose()
    {
        if (!_isOver)
        {
            _isOver = true;

            // Of an unusually large message nothing is kept.
            _scan.Begin();
            analyst.Return(this);
        }
    }

    internal void Begin()
    {
        (_isOver, _isFinished) = (false, false);
        _scan.Begin();
    }
}
