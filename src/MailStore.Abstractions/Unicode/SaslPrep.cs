using System.Text;
using System.Text.Unicode;

namespace MailStore.Abstractions.Unicode;

/// <summary>
/// RFC 4013: makes names and passwords that look alike the same, before they are compared or hashed. What Unicode did not know in its
/// version 3.2 is let through, as RFC 3454 §7 allows for what a person types.
/// </summary>
public static class SaslPrep
{
    /// <summary>False for what is no UTF-8, or holds what nobody can type: then it is nobody's name and nobody's password.</summary>
    public static bool TryPrepare(ReadOnlySpan<byte> octets, out byte[] prepared)
    {
        prepared = [];
        if (!octets.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E))
        {
            prepared = octets.ToArray();
            return true;
        }

        // RFC 3454 C.2.1: control characters of ASCII.
        if (octets.ContainsAnyInRange((byte)0, (byte)0x1F) || octets.Contains((byte)0x7F) || !Utf8.IsValid(octets))
        {
            return false;
        }

        var text = FormC.Of(Map(Encoding.UTF8.GetString(octets)));
        if (!IsAllowed(text))
        {
            return false;
        }

        prepared = Encoding.UTF8.GetBytes(text);
        return true;
    }

    // RFC 4013 §2.1, §2.2. What is mapped comes before form KC; its first half is done here, and form C does the other.
    private static string Map(string text)
    {
        var mapped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (PrepTable.IsSpace(rune.Value))
            {
                mapped.Append(' ');
            }
            else if (PrepTable.TryExpand(rune.Value, out var parts))
            {
                foreach (var part in parts)
                {
                    mapped.Append(new Rune(part));
                }
            }
            else if (!PrepTable.IsNothing(rune.Value))
            {
                mapped.Append(rune);
            }
        }

        return mapped.ToString();
    }

    // RFC 4013 §2.3, §2.4
    private static bool IsAllowed(string text)
    {
        bool hasRight = false, hasLeft = false, isFirstRight = false, isLastRight = false, isFirst = true;
        foreach (var rune in text.EnumerateRunes())
        {
            if (PrepTable.IsProhibited(rune.Value) || PrepTable.IsSpace(rune.Value))
            {
                return false;
            }

            isLastRight = PrepTable.IsRightToLeft(rune.Value);
            isFirstRight |= isFirst && isLastRight;
            hasRight |= isLastRight;
            hasLeft |= PrepTable.IsLeftToRight(rune.Value);
            isFirst = false;
        }

        // RFC 3454 §6: both directions in one string could show as another one.
        return !hasRight || (!hasLeft && isFirstRight && isLastRight);
    }
}
