namespace MailStore.Mime.Fields;

/// <summary>Parameters of a value that its grammar refuses, such as one with a quote that is never closed. What is whole is taken, nothing is guessed.</summary>
internal static class LooseParameters
{
    public static void Read(ReadOnlySpan<byte> value, ParameterSet into)
    {
        into.Clear();
        while (value.IndexOf((byte)';') is var semicolon and >= 0)
        {
            value = value[(semicolon + 1)..];
            value = value[FieldText.SkipBlanks(value, 0)..];
            var name = FieldText.Token(value);
            var at = FieldText.SkipBlanks(value, name.Length);
            if (at >= value.Length)
            {
                // Also where a comment is never closed: to look behind its beginning again and again would take the square of the time.
                return;
            }

            if (name.IsEmpty || value[at] != (byte)'=')
            {
                continue;
            }

            value = value[FieldText.SkipBlanks(value, at + 1)..];
            if (value is [(byte)'"', .. var quoted])
            {
                var end = ClosingQuote(quoted);
                if (end >= 0)
                {
                    into.AddQuoted(name, quoted[..end]);
                }
                else if ((end = quoted.IndexOf((byte)'"')) >= 0)
                {
                    // A path that ends in a backslash: no quote is left that could be meant but this one.
                    into.Add(name, quoted[..end]);
                }
                else
                {
                    return;
                }

                value = quoted[(end + 1)..];
            }
            else
            {
                into.Add(name, FieldText.Token(value));
            }
        }
    }

    /// <summary>The first quote without a backslash in front of it, or -1.</summary>
    private static int ClosingQuote(ReadOnlySpan<byte> quoted)
    {
        for (var at = 0; quoted[at..].IndexOfAny((byte)'"', (byte)'\\') is var next and >= 0; at += next + 2)
        {
            if (quoted[at + next] == (byte)'"')
            {
                return at + next;
            }

            if (at + next + 2 > quoted.Length)
            {
                break;
            }
        }

        return -1;
    }
}
