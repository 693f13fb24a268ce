using MailStore.Bench.Baselines.Smtp;
using MailStore.Bench.Measuring;

namespace MailStore.Bench.Contenders;

internal readonly struct SmtpSplit : ILineParser
{
    public ulong Parse(byte[] frame, int length) => SmtpSplitParser.Parse(frame.AsSpan(0, length))?.Hash() ?? 0;
}
