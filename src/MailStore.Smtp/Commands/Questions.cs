using MailStore.Abstractions.Accounts;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

/// <summary>What VRFY and EXPN ask about: a name alone, an address, or one in brackets.</summary>
internal static class Questions
{
    /// <summary>RFC 5321 §3.5.1: a name alone is one of this host.</summary>
    public static EnvelopeAddress Read(Slice name, Frame frame)
    {
        var text = name.Of(frame);
        if (text is [(byte)'<', .. var inside, (byte)'>'])
        {
            text = inside;
        }

        if (text is [(byte)'"', .. var quoted, (byte)'"'])
        {
            return new(quoted.ToArray(), default);
        }

        var at = text.LastIndexOf((byte)'@');
        return at < 0 ? new(text.ToArray(), default) : new(text[..at].ToArray(), text[(at + 1)..].ToArray());
    }
}
