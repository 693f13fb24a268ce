using MailStore.Bench.Baselines.Smtp;
using MailStore.Bench.Measuring;

namespace MailStore.Bench.Contenders;

internal readonly struct SmtpRegex : ILineParser
{
    public ulong Parse(byte[] frame, int length) => SmtpRegexParser.Parse(frame.AsSpan(0, length))?.Hash() ?? 0;
}
