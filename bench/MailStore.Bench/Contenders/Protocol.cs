using MailStore.Bench.Measuring;
using MailStore.Bench.Mixes;

namespace MailStore.Bench.Contenders;

/// <summary>A mix and who runs on it. Contenders stand in the order of the table; the floor is the first.</summary>
/// <param name="FloorRatioMax">What the generated parser may take, in floors.</param>
/// <param name="FloorRatioStretch">What it should take.</param>
internal sealed record Protocol(string Name, Func<int, LineSet> Mix, double FloorRatioMax, double FloorRatioStretch, IReadOnlyList<IContender> Contenders)
{
    public const string Floor = "floor";
    public const string Generated = "generated";
    public const string Split = "split";
    public const string Regex = "regex";

    public static Protocol Imap() => new("IMAP", Mixes.Mix.Imap, 7.0, 5.0,
        [new Contender<FloorParser>(Floor, default), new Contender<ImapSplit>(Split, default)]);

    public static Protocol Smtp() => new("SMTP", Mixes.Mix.Smtp, 3.0, 2.2,
        [new Contender<FloorParser>(Floor, default), new Contender<SmtpSplit>(Split, default)]);

    public static Protocol Pop3() => new("POP3", Mixes.Mix.Pop3, 2.5, 2.5,
        [new Contender<FloorParser>(Floor, default), new Contender<Pop3Split>(Split, default)]);

    public static Protocol[] All() => [Imap(), Smtp(), Pop3()];
}
