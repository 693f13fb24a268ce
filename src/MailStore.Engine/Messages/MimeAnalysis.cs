using System.Runtime.InteropServices;
using MailStore.Abstractions.Messages;
using MailStore.Mime;
using MailStore.Mime.Facts;
using MailStore.Mime.Headers;
using MailStore.Mime.Structure;

namespace MailStore.Engine.Messages;

/// <summary>One pass over one message, for <see cref="MimeAnalyst"/>. It is over with <see cref="Finish"/>.</summary>
internal sealed class MimeAnalysis(MimeAnalyst analyst, MimeLimits limits) : IMessageAnalysis
{
    /// <summary>Its own and those of the nearest messages before it: longer chains hold together all the same.</summary>
    private const int ThreadKeysMax = 32;

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
        Span<ulong> keys = stackalloc ulong[ThreadKeysMax];
        var count = ThreadKeys.Read(_scan.HeaderOf(_scan.Parts[0]), keys);
        var facts = new MessageFacts(_facts.Write(_scan, MessageFacts.OctetsMax).ToArray(), ImmutableCollectionsMarshal.AsImmutableArray(keys[..count].ToArray()));
        analyst.Return(this);
        return facts;
    }

    internal void Begin()
    {
        _isOver = false;
        _scan.Begin();
    }
}
