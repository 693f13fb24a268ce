using System.Text;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Tests.Contract;

internal sealed class KeyAnalysis : IMessageAnalysis
{
    private const byte LineEnd = (byte)'\r';

    private readonly List<byte> _line = [];
    private bool _isOver;

    public void Take(ReadOnlySpan<byte> octets)
    {
        var end = _isOver ? 0 : octets.IndexOf(LineEnd);
        _line.AddRange(end < 0 ? octets : octets[..end]);
        _isOver |= end >= 0;
    }

    public MessageFacts Finish() => new(
        Encoding.UTF8.GetBytes($"facts of {Encoding.UTF8.GetString([.. _line])}"),
        _line.Select(octet => octet * 0x9E3779B97F4A7C15).ToArray());

    public void Dispose() => _line.Clear();
}
