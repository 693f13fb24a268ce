using MailStore.Mime.Facts;
using MailStore.Mime.Structure;

namespace MailStore.Bench.Gates.Mime;

/// <summary>One scan that takes message after message, as a delivery does.</summary>
internal sealed class StructurePass(int cutBytes)
{
    private readonly MessageScan _scan = new();
    private readonly FactsWriter _facts = new(MailStore.Mime.MimeLimits.Default);

    /// <returns>How many parts there are, so that two runs can be compared.</returns>
    public long Run(byte[][] messages)
    {
        long parts = 0;
        foreach (var message in messages)
        {
            Scan(message);
            parts += _scan.Parts.Length;
        }

        return parts;
    }

    /// <returns>Octets of facts: the pass, and everything that is stored made of it.</returns>
    public long RunWithFacts(byte[][] messages)
    {
        long octets = 0;
        foreach (var message in messages)
        {
            octets += FactsOf(message);
        }

        return octets;
    }

    public int FactsOf(byte[] message)
    {
        Scan(message);
        return _facts.Write(_scan, Abstractions.Messages.MessageFacts.OctetsMax).Length;
    }

    private void Scan(ReadOnlySpan<byte> message)
    {
        _scan.Begin();
        while (message.Length > cutBytes)
        {
            _scan.Take(message[..cutBytes]);
            message = message[cutBytes..];
        }

        _scan.Take(message);
        _scan.Finish();
    }
}
