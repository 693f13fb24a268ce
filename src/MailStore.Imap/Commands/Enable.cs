using System.Text;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 5161 §3.1: words that are not offered are ignored.
[CommandHandler("enable")]
internal static class Enable
{
    public static ValueTask<Reply> HandleAsync(EnableCommand command, ImapSession session)
    {
        var asked = SessionFeatures.None;
        var line = session.Output.Write();
        line.Token("* ENABLED"u8);
        foreach (var word in command.EnableWords.In(session.Frame))
        {
            var feature = Of(word.Kind);
            if (feature != SessionFeatures.None && ((session.Features | asked) & feature) == SessionFeatures.None && !Offer.IsWithheld(Word(feature), session))
            {
                line.Space();
                line.Token(Encoding.ASCII.GetBytes(Word(feature)));
                asked |= feature;
            }
        }

        line.EndLine();
        line.Dispose();
        session.Enable(asked);
        return new(Reply.Ok("Enabled what there is"));
    }

    private static SessionFeatures Of(EnableWordKind word) => word switch
    {
        EnableWordKind.Imap4rev2 => SessionFeatures.Rev2,
        EnableWordKind.Condstore => SessionFeatures.Condstore,
        EnableWordKind.Qresync => SessionFeatures.Qresync,
        EnableWordKind.Uidonly => SessionFeatures.UidOnly,
        EnableWordKind.Utf8Accept => SessionFeatures.Utf8,
        _ => SessionFeatures.None,
    };

    private static string Word(SessionFeatures feature) => feature switch
    {
        SessionFeatures.Rev2 => "IMAP4rev2",
        SessionFeatures.Condstore => "CONDSTORE",
        SessionFeatures.Qresync => "QRESYNC",
        SessionFeatures.Utf8 => "UTF8=ACCEPT",
        _ => "UIDONLY",
    };
}
