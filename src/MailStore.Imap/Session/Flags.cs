using System.Text;
using MailStore.Abstractions.Messages;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Session;

/// <summary>Flags as a client wrote them.</summary>
internal static class Flags
{
    /// <summary>False if one is none that can be kept: an unknown one with a backslash, or a keyword that is too long.</summary>
    public static bool TryRead(FlagList list, Frame frame, out FlagSet flags)
    {
        var system = SystemFlags.None;
        List<Keyword>? keywords = null;
        flags = default;
        foreach (var flag in list.In(frame))
        {
            var kept = System(flag.Kind);
            system |= kept;

            // RFC 3501 §2.3.2: \Recent cannot be altered by the client. It is ignored by name.
            if (kept == SystemFlags.None && flag.Kind != FlagKind.Recent)
            {
                if (!TryReadKeyword(flag, frame, out var keyword))
                {
                    return false;
                }

                (keywords ??= []).Add(keyword);
            }
        }

        flags = keywords is null ? new(system) : new(system, [.. keywords]);
        return true;
    }

    private static SystemFlags System(FlagKind kind) => kind switch
    {
        FlagKind.Answered => SystemFlags.Answered,
        FlagKind.Flagged => SystemFlags.Flagged,
        FlagKind.Deleted => SystemFlags.Deleted,
        FlagKind.Seen => SystemFlags.Seen,
        FlagKind.Draft => SystemFlags.Draft,
        _ => SystemFlags.None,
    };

    // RFC 9051 §9: a flag with a backslash that we do not know must not be stored; Keyword refuses the backslash.
    private static bool TryReadKeyword(in Flag flag, Frame frame, out Keyword keyword) => Keyword.TryCreate(
        flag.Kind switch
        {
            FlagKind.MdnSent => "$MDNSent",
            FlagKind.Forwarded => "$Forwarded",
            FlagKind.Junk => "$Junk",
            FlagKind.NotJunk => "$NotJunk",
            FlagKind.Phishing => "$Phishing",
            _ => Encoding.ASCII.GetString(flag.Text.Of(frame)),
        },
        out keyword);
}
