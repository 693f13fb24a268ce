using MailStore.Bench.Baselines.Pop3;
using MailStore.Bench.Measuring;

namespace MailStore.Bench.Contenders;

internal readonly struct Pop3Regex : ILineParser
{
    public ulong Parse(byte[] frame, int length) => Pop3RegexParser.Parse(frame.AsSpan(0, length))?.Hash() ?? 0;
}
