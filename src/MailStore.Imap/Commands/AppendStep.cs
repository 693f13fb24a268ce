using MailStore.Abstractions.Messages;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>What one frame of APPEND or REPLACE brings for one message, taken out of the frame: it is gone when octets are streamed.</summary>
internal readonly record struct AppendStep
{
    /// <summary>False where it goes on with the message of the frame before.</summary>
    public bool IsFirst { get; init; }

    public bool IsCatenated { get; init; }

    /// <summary>RFC 6855 §4: the message comes as UTF8 (~{n}).</summary>
    public bool IsUtf8 { get; init; }

    public FlagSet Flags { get; init; }

    public DateTimeOffset? InternalDate { get; init; }

    /// <summary>RFC 4469: what stands in front of the literal.</summary>
    public IReadOnlyList<byte[]> Urls { get; init; }

    /// <summary>Behind the URLs come octets, for which the parser has stopped.</summary>
    public bool HasLiteral { get; init; }

    /// <summary>The first step of a message.</summary>
    /// <returns>False with the sentence of a BAD if a flag cannot be kept or there is no such date.</returns>
    public static bool TryBegin(Frame frame, FlagList flags, InternalDateLazy date, AstringList2 urls, out AppendStep step, out string fault)
    {
        step = default;
        fault = "A flag is none that can be kept";
        if (!Session.Flags.TryRead(flags, frame, out var kept))
        {
            return false;
        }

        DateTimeOffset? when = null;
        if (date.IsPresent)
        {
            fault = "There is no such date";
            if (!Dates.TryRead(date.Read(frame), out var read))
            {
                return false;
            }

            when = read;
        }

        step = new() { IsFirst = true, Flags = kept, InternalDate = when, Urls = UrlsOf(urls, frame) };
        return true;
    }

    /// <summary>More of the message in hand.</summary>
    public static AppendStep More(Frame frame, AstringList2 urls, bool hasLiteral) =>
        new() { Urls = UrlsOf(urls, frame), HasLiteral = hasLiteral, IsCatenated = true };

    private static List<byte[]> UrlsOf(AstringList2 urls, Frame frame)
    {
        var taken = new List<byte[]>();
        foreach (var url in urls.In(frame))
        {
            taken.Add(Names.Octets(url, frame));
        }

        return taken;
    }
}
