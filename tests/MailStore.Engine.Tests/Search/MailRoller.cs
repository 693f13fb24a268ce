using System.Globalization;
using System.Text;
using MailStore.Testing.Chance;

namespace MailStore.Engine.Tests.Search;

/// <summary>Rolls messages with all that makes searching hard: folds, encodings, charsets, scripts, long runs, parts and messages inside.</summary>
internal sealed class MailRoller(ulong seed)
{
    private static readonly string[] s_words =
    [
        "the", "Invoice", "invoices", "re", "Grüße", "straße", "Σίσυφος", "ΌΣΟΣ", "naïve", "e-mail", "foo.bar", "user@example.org", "http://example.com/a?b=c",
        "日本語の文章", "検索", "漢", "ภาษาไทย", "Привет", "мир", "12345", "0x1F", "--", "...", "((", "don't", "a", "I", "K", "ſtraſse", "İstanbul", "ınci",
        "𝒳𝒴", "👍🏽", "x\u0301y", "한국어", "🀄", "=?utf-8?q?no?=", "&amp;", "<b>", "C++", "#tag", "under_score", "ﬁne",
    ];

    private readonly Dice _dice = new(seed);

    public byte[] Next()
    {
        var text = new StringBuilder();
        Head(text, isInner: false);
        Part(text, depth: 0);
        return Encoding.UTF8.GetBytes(text.ToString().ReplaceLineEndings("\r\n"));
    }

    public string Phrase(int words) => string.Join(Blank(), Enumerable.Range(0, words).Select(_ => Word()));

    private string Word() => _dice.Below(12) switch
    {
        0 => Run(_dice.Between(1, 150)),
        1 => _dice.Pick(s_words) + _dice.Pick(s_words),
        2 => _dice.Pick(s_words).ToUpperInvariant(),
        _ => _dice.Pick(s_words),
    };

    private string Run(int length)
    {
        const string letters = "abcdefgHIJKL0123456789äλ";
        return string.Concat(Enumerable.Range(0, length).Select(_ => letters[_dice.Below(letters.Length)]));
    }

    private string Blank() => _dice.Below(10) switch { 0 => "  ", 1 => "\n", 2 => "\t", 3 => " \n", _ => " " };

    private void Head(StringBuilder text, bool isInner)
    {
        text.Append(CultureInfo.InvariantCulture, $"From: {Words(2)} <{Run(3)}@example.org>\n");
        text.Append(CultureInfo.InvariantCulture, $"To: {Encoded(Words(1))} <bob@example.com>,\n bert <{Run(4)}@example.com>\n");
        if (_dice.Percent(30))
        {
            text.Append(CultureInfo.InvariantCulture, $"Cc:\nCc: {Words(1)}\n");
        }

        if (_dice.Percent(80))
        {
            text.Append(CultureInfo.InvariantCulture, $"Subject: {Encoded(Words(4))}\n {Words(2)}\n");
        }

        if (_dice.Percent(80))
        {
            text.Append(CultureInfo.InvariantCulture, $"Date: {_dice.Between(1, 28)} Nov 2026 23:30:00 -0500\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"Message-ID: <{Run(20)}@host>\nX-{_dice.Pick(["Tag", "Odd-", "Mailer"])}: {Words(3)}\nno colon here\n");
        text.Append(isInner || _dice.Percent(90) ? "MIME-Version: 1.0\n" : "");
    }

    private string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Word()));

    private string Encoded(string text) => _dice.Below(3) switch
    {
        0 => $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=",
        1 => $"=?utf-8?q?{string.Concat(Encoding.UTF8.GetBytes(text).Select(octet => octet.ToString("'='X2", CultureInfo.InvariantCulture)))}?= tail",
        _ => text,
    };

    private void Part(StringBuilder text, int depth)
    {
        var kind = depth > 2 ? 0 : _dice.Below(8);
        switch (kind)
        {
            case 6:
                var boundary = Run(8) + depth.ToString(CultureInfo.InvariantCulture);
                text.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=\"{boundary}\"\n\npreamble {Words(2)}\n");
                for (var part = _dice.Between(1, 3); part > 0; part--)
                {
                    text.Append(CultureInfo.InvariantCulture, $"--{boundary}\n");
                    Part(text, depth + 1);
                    text.Append('\n');
                }

                text.Append(CultureInfo.InvariantCulture, $"--{boundary}--\nepilogue\n");
                break;
            case 7:
                text.Append("Content-Type: message/rfc822\n\n");
                Head(text, isInner: true);
                Part(text, depth + 1);
                break;
            default:
                Leaf(text, kind);
                break;
        }
    }

    private void Leaf(StringBuilder text, int kind)
    {
        var body = Phrase(_dice.Between(0, 60));
        text.Append(kind switch
        {
            1 => $"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n<p>{body.Replace("<b>", "<b>x</b>", StringComparison.Ordinal)}<br>in<i>side</i>",
            2 => $"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(body), Base64FormattingOptions.InsertLineBreaks)}",
            3 => $"Content-Type: text/plain; charset=utf-8; format=flowed\nContent-Transfer-Encoding: 8bit\n\n> {body} \n> more \n{Words(2)} \nflows",
            4 => $"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{string.Concat(Encoding.UTF8.GetBytes(body).Select(octet => octet == '\n' ? "\n" : octet.ToString("'='X2", CultureInfo.InvariantCulture) + (octet % 7 == 0 ? "=\n" : "")))}",
            5 => $"Content-Type: application/pdf; name=\"{Run(6)}.pdf\"\nContent-Disposition: attachment; filename*=UTF-8''%47r%C3%BC%C3%9Fe%20{_dice.Below(99)}.pdf\n\n{body}",
            _ => $"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}",
        });
    }
}
