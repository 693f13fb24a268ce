using System.Text.RegularExpressions;

// See ImapExpressions.
#pragma warning disable RS0030

namespace MailStore.Bench.Baselines.Imap;

internal static class ImapRegexStore
{
    public static ImapRequest? Parse(bool isUid, string text)
    {
        var match = ImapExpressions.Store().Match(text);
        var groups = match.Groups;
        if (!match.Success || !ImapText.TrySet(groups[2].ValueSpan, out var set))
        {
            return null;
        }

        ulong unchangedSince = 0;
        if (groups[3].Success && !ImapText.TryNumber(groups[3].ValueSpan, out unchangedSince))
        {
            return null;
        }

        var flags = default(FlagList);
        for (var i = 6; i <= 8; i++)
        {
            foreach (Capture flag in groups[i].Captures)
            {
                flags = ImapText.With(flags, flag.ValueSpan);
            }
        }

        var mode = groups[4].Success ? groups[4].ValueSpan[0] : '=';
        return new(groups[1].Value, ImapVerb.Store, isUid, new StoreArguments(set, mode, groups[5].Success, flags, unchangedSince));
    }
}
