using MailStore.Bench.Measuring;

namespace MailStore.Bench.Contenders;

/// <summary>Parses nothing: what is left is the copy and the search for the line's end.</summary>
internal readonly struct FloorParser : ILineParser
{
    public ulong Parse(byte[] frame, int length) => (ulong)length;
}
