using System.Globalization;

namespace MailStore.Simulation.Sessions;

/// <summary>What a FETCH response says.</summary>
internal sealed record Fetched(int Number, uint Uid, uint? Flags, ulong ModSeq, string? Body)
{
    /// <param name="text">From behind "FETCH (".</param>
    public static Fetched Read(int number, string text)
    {
        var (uid, flags, modSeq, body) = (0u, (uint?)null, 0UL, (string?)null);
        for (var at = 0; text[at] != ')';)
        {
            at += text[at] == ' ' ? 1 : 0;
            var end = text.IndexOf(' ', at);
            var item = text[at..end];
            at = end + 1;
            switch (item)
            {
                case "UID":
                    end = text.AsSpan(at).IndexOfAny(' ', ')') + at;
                    uid = uint.Parse(text.AsSpan(at, end - at), CultureInfo.InvariantCulture);
                    at = end;
                    break;
                case "FLAGS":
                    end = text.IndexOf(')', at);
                    flags = FlagBits.Read(text[(at + 1)..end]);
                    at = end + 1;
                    break;
                case "MODSEQ":
                    end = text.IndexOf(')', at);
                    modSeq = ulong.Parse(text.AsSpan(at + 1, end - at - 1), CultureInfo.InvariantCulture);
                    at = end + 1;
                    break;
                case "BODY[]":
                    end = text.IndexOf('}', at);
                    var length = int.Parse(text.AsSpan(at + 1, end - at - 1), CultureInfo.InvariantCulture);
                    body = text.Substring(end + 3, length);
                    at = end + 3 + length;
                    break;
                default:
                    throw new SessionFault($"nobody asked for {item}");
            }
        }

        return new(number, uid, flags, modSeq, body);
    }
}
