using System.Text.RegularExpressions;

// See ImapExpressions.
#pragma warning disable RS0030

namespace MailStore.Bench.Baselines.Imap;

internal static class ImapRegexAppend
{
    public static ImapRequest? Parse(string text)
    {
        var match = ImapExpressions.Append().Match(text);
        var groups = match.Groups;
        if (!match.Success || !ImapText.TryNumber(groups[5].ValueSpan, out ulong size))
        {
            return null;
        }

        var flags = default(FlagList);
        foreach (Capture flag in groups[3].Captures)
        {
            flags = ImapText.With(flags, flag.ValueSpan);
        }

        var date = groups[4].Success ? groups[4].Value : null;
        return new(groups[1].Value, ImapVerb.Append, false, new AppendArguments(ImapText.Unquote(groups[2].ValueSpan), flags, date, size, !groups[6].Success));
    }
}
