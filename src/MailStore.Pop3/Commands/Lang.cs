using System.Text;
using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Syntax.Pop3;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 6856 §3: texts are in English, and that is the choice.
[CommandHandler("lang")]
internal static class Lang
{
    public static ValueTask<Reply> HandleAsync(LangCommand command, Pop3Session session)
    {
        if (command.LanguageDefault)
        {
            return new(English);
        }

        var wanted = command.LanguageTag.Of(session.Frame);
        if (!wanted.IsEmpty)
        {
            // RFC 4647 §3.4: en-GB is served by en.
            var isEnglish = Ascii.EqualsIgnoreCase(wanted, "en"u8) || (wanted.Length > 2 && wanted[2] == (byte)'-' && Ascii.EqualsIgnoreCase(wanted[..2], "en"u8));
            return new(isEnglish ? English : Reply.Err("That language is not spoken here"));
        }

        var writer = session.Write();
        writer.Ok("Languages"u8);
        writer.Line("en English"u8);
        writer.EndLines();
        writer.Dispose();
        return new(Reply.Written);
    }

    private static Reply English => Reply.Ok("en What follows is in English");
}
