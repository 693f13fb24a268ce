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
                var end = quoted.IndexOf((byte)'"');
                if (end < 0)
                {
                    return;
                }

                into.Add(name, quoted[..end]);
                value = quoted[(end + 1)..];
            }
            else
            {
                into.Add(name, FieldText.Token(value));
            }
        }
    }
}
