using MailStore.Bench.Baselines.Imap;
using MailStore.Bench.Measuring;

namespace MailStore.Bench.Contenders;

internal readonly struct ImapRegex : ILineParser
{
    public ulong Parse(byte[] frame, int length) => ImapRegexParser.Parse(frame.AsSpan(0, length))?.Hash() ?? 0;
}
