namespace MailStore.Abstractions.Sasl;

/// <summary>
/// RFC 5801 §4: what SCRAM and OAUTHBEARER begin with: <c>n,,</c> or <c>y,a=name,</c> or <c>p=tls-exporter,,</c>.
/// </summary>
/// <param name="Flag">n: the client knows no channel binding; y: it does, and believes that we do not; p: it uses one.</param>
/// <param name="Length">Of all of it, with its last comma.</param>
internal readonly record struct Gs2Header(byte Flag, byte[] BindingName, byte[] AuthorizationId, int Length)
{
    public static bool TryRead(ReadOnlySpan<byte> message, out Gs2Header header)
    {
        header = default;
        var first = message.IndexOf((byte)',');
        var second = first < 1 ? -1 : message[(first + 1)..].IndexOf((byte)',');
        if (second < 0)
        {
            return false;
        }

        var flag = message[..first];
        var id = message.Slice(first + 1, second);
        byte[] name = [], wanted = [];
        if (flag.StartsWith("p="u8) && flag.Length > 2)
        {
            name = flag[2..].ToArray();
        }
        else if (!flag.SequenceEqual("n"u8) && !flag.SequenceEqual("y"u8))
        {
            return false;
        }

        if (!id.IsEmpty && !(id.StartsWith("a="u8) && TryReadName(id[2..], out wanted)))
        {
            return false;
        }

        header = new(flag[0], name, wanted, first + second + 2);
        return true;
    }

    /// <summary>RFC 5802 §5.1: commas and equals signs stand as =2C and =3D, and nothing else behind an equals sign.</summary>
    public static bool TryReadName(ReadOnlySpan<byte> text, out byte[] name)
    {
        name = [];
        var read = new byte[text.Length];
        var length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == (byte)'=')
            {
                var escape = text[at..];
                if (!escape.StartsWith("=2C"u8) && !escape.StartsWith("=3D"u8))
                {
                    return false;
                }

                read[length++] = escape[1] == (byte)'2' ? (byte)',' : (byte)'=';
                at += 2;
            }
            else if (text[at] is 0 or (byte)',')
            {
                return false;
            }
            else
            {
                read[length++] = text[at];
            }
        }

        name = read[..length];
        return length > 0;
    }
}
