using System.Text;
using MailStore.Testing.Corpus;

namespace MailStore.Interop.Tests.Mime;

/// <summary>Mail that is broken in ways that mail is, or could be.</summary>
internal static class NastyMail
{
    private const string Mixed = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";

    public static IReadOnlyList<RealMessage> All { get; } =
    [
        Of("no-empty-line", "From: a@b\r\nSubject: x\r\n"),
        Of("no-line-end", "From: a@b\r\nSubject: x"),
        Of("nothing-but-body", "\r\nbody"),
        Of("one-line-end", "\r\n"),
        Of("no-colons", "this is\r\nno header\r\n\r\nbody\r\n"),
        Of("blank-line-in-header", "A: b\r\n \r\nSubject: x\r\n\r\nbody"),
        Of("blank-before-colon", "Subject : x\r\nFrom\t: a@b\r\n\r\nbody"),
        Of("folded-at-start", " folded\r\nSubject: x\r\n\r\nbody"),
        Of("empty-values", "Subject:\r\nFrom:\r\nContent-Type:\r\nContent-ID:\r\n\r\nbody"),
        Of("blank-values", "Subject:   \r\nMIME-Version: 1.0\r\nContent-ID:   \r\nContent-Description: \r\n\t\r\n\r\nbody"),
        Of("two-types", "Content-Type: text/html\r\nContent-Type: image/gif\r\n\r\nbody"),
        Of("type-without-subtype", "Content-Type: text\r\n\r\nbody"),
        Of("type-with-comments", "Content-Type: (a) text (b) / (c) html (d); (e) charset (f) = (g) utf-8 (h)\r\n\r\nbody"),
        Of("quotes-escaped", "Content-Type: text/html; charset=\"utf\\-8\"; x=\"a\\\"b\\\\c\"\r\n\r\nbody"),
        Of("many-escapes", "Content-Type: image/gif; x=\"\\\"\\\"\\\"\\\"\\\"\"\r\n\r\nbody"),
        Of("eight-bit-parameter", "Content-Type: image/gif; name=\"\u00E4.gif\"\r\nContent-Disposition: attachment; filename=\u00F6.gif\r\n\r\nbody"),
        Of("empty-parameters", "Content-Type: text/plain;; charset=utf-8;\r\n\r\nbody"),
        Of("value-missing", "Content-Type: text/plain; charset=; x=1\r\n\r\nbody"),
        Of("sections", "Content-Type: image/gif; name*1=b; name*0=a; x*=utf-8''%20; y*0*=utf-8''%41; y*1=50%\r\n\r\nbody"),
        Of("section-missing", "Content-Type: image/gif; name*0=a; name*2=c\r\n\r\nbody"),
        Of("encodings", Mixed + Part("Content-Transfer-Encoding: BASE64", "x") + Part("Content-Transfer-Encoding:", "x") + Part("Content-Transfer-Encoding: \"7bit\"", "x") + "--b--"),
        Of("languages", "MIME-Version: 1.0\r\nContent-Language: en, (x) de-DE ,fr\r\n\r\nbody"),
        Of("locations", "MIME-Version: 1.0\r\nContent-Location:  cid:x\r\n y\r\nContent-MD5: Q2hlY2s=\r\n\r\nbody"),
        Of("dispositions", Mixed + Part("Content-Disposition: inline", "x") + Part("Content-Disposition: attachment; filename=\"a b\"; size=3", "x") + Part("Content-Disposition: x-odd ;a=b", "x") + "--b--"),
        Of("text-without-mime", "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\nbody"),
        Of("no-boundary", "Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\none\r\n--b--\r\n"),
        Of("empty-boundary", "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\none\r\n----\r\n"),
        Of("boundary-of-blanks", "Content-Type: multipart/mixed; boundary=\"b \"\r\n\r\n--b \r\n\r\none\r\n--b --\r\n"),
        Of("boundary-too-long", $"Content-Type: multipart/mixed; boundary={new string('b', 200)}\r\n\r\n--{new string('b', 200)}\r\n\r\none\r\n--{new string('b', 200)}--\r\n"),
        Of("no-parts", Mixed + "nothing\r\n"),
        Of("only-a-close", Mixed + "--b--\r\n"),
        Of("never-closed", Mixed + "--b\r\n\r\none\r\n"),
        Of("cut-in-boundary", Mixed + "--b\r\n\r\none\r\n--b"),
        Of("cut-behind-boundary", Mixed + "--b\r\n\r\none\r\n--b\r\n"),
        Of("cut-in-part-header", Mixed + "--b\r\nContent-Type: image/gif"),
        Of("cut-in-multipart-header", "Content-Type: multipart/mixed; boundary=b"),
        Of("cut-behind-header", "Content-Type: multipart/mixed; boundary=b\r\n"),
        Of("parts-without-headers", Mixed + "--b\r\n\r\n--b\r\n\r\n\r\n--b\r\n--b--"),
        Of("header-ends-in-boundary", Mixed + "--b\r\nContent-Type: image/gif\r\n--b\r\n\r\ntwo\r\n--b--"),
        Of("preamble-and-epilogue", Mixed + "before\r\n--b\r\n\r\none\r\n--b--\r\nafter\r\n--b\r\nmore\r\n"),
        Of("text-behind-boundary", Mixed + "--bee\r\n\r\none\r\n--b \t\r\n\r\ntwo\r\n--b-- x\r\n"),
        Of("boundary-not-at-line-start", Mixed + "--b\r\n\r\n --b\r\nx--b\r\n-b\r\n--a\r\n--b--"),
        Of("bare-carriage-returns", Mixed + "--b\r\n\r\none\rtwo\r--b\r\n\r\r\n--b--"),
        Of("inner-begins-outer", "Content-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b--\r\n--bb\r\n\r\ntwo\r\n--bb--"),
        Of("outer-begins-inner", Mixed + "--b\r\nContent-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\n\r\none\r\n--bb--\r\n\r\n--b\r\n\r\ntwo\r\n--b--"),
        Of("same-boundary-twice", Mixed + "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b--\r\n\r\n--b\r\n\r\ntwo\r\n--b--"),
        Of("inner-never-closed", Mixed + "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--"),
        Of("inner-closed-twice", Mixed + "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\none\r\n--c--\r\n--c--\r\n--b--"),
        Of("close-and-outer-glued", Mixed + "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\none\r\n--c--\r\n--b\r\nContent-Type: text/html\r\n\r\ntwo\r\n--b--"),
        Of("message-in-message", "Content-Type: message/rfc822\r\n\r\nContent-Type: message/rfc822\r\nSubject: 1\r\n\r\nSubject: 2\r\n\r\nbody\r\n"),
        Of("message-of-parts", Mixed + "--b\r\n\r\none\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\nFrom: a@b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\ntwo-one\r\n--c\r\n\r\ntwo-two\r\n--c--\r\n\r\n--b--"),
        Of("message-without-body", Mixed + "--b\r\nContent-Type: message/rfc822\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\n--b--"),
        Of("message-header-cut", Mixed + "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n--b--\r\n"),
        Of("message-type-cut", Mixed + "--b\r\nContent-Type: message/rfc822\r\n--b--\r\n"),
        Of("message-empty", "Content-Type: message/rfc822\r\n\r\n"),
        Of("digest", "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nSubject: one\r\n\r\none\r\n--b\r\nContent-Type: text/plain\r\n\r\ntwo\r\n--b\r\nContent-Description: three\r\n\r\nSubject: three\r\n\r\nthree\r\n--b--"),
        Of("partial-and-external", Mixed + Part("Content-Type: message/partial; id=x; number=1; total=2", "Subject: x\r\n\r\ny") + Part("Content-Type: message/external-body; access-type=url; url=\"cid:x\"", "Content-Type: image/gif\r\n\r\n") + "--b--"),
        Of("delivery-status", "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nfailed\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: x\r\n\r\n--b--"),
        Of("global", Mixed + Part("Content-Type: message/global", "Subject: \u00C3\u00A4\r\n\r\ny") + "--b--"),
        Of("nul-octets", "Subject: a\0b\r\nContent-Type: image/gif; name=\"a\0b\"\r\n\r\nbo\0dy\r\n"),
        Of("uuencoded", "Content-Transfer-Encoding: x-uuencode\r\nMIME-Version: 1.0\r\n\r\nbegin 644 a\r\n#0V%T\r\n`\r\nend\r\n"),
        Of("quote-never-closed", "Content-Type: multipart/mixed; boundary=\"b\r\n\r\n--b\r\n\r\none\r\n--b--"),
        Of("bare-value-with-blanks", "Content-Type: image/gif; name=a file (1).gif\r\n\r\nbody"),
        Of("bare-boundary-with-equals", "Content-Type: multipart/mixed; boundary=----=_Part_1\r\n\r\n------=_Part_1\r\n\r\none\r\n------=_Part_1--\r\n"),
        Of("type-with-stray-parameter", "Content-Type: text/plain charset=utf-8\r\n\r\nbody"),
        Of("parameter-before-type", "Content-Type: ; charset=utf-8\r\n\r\nbody"),
        Of("semicolon-missing", "Content-Type: multipart/mixed boundary=b\r\n\r\n--b\r\n\r\none\r\n--b--"),
        Of("encoded-word-parameter", "Content-Type: image/gif; name==?utf-8?Q?a?=\r\nContent-Disposition: attachment; filename=\"=?utf-8?Q?a?=\"\r\n\r\nbody"),
        Of("deep", string.Concat(Enumerable.Range(0, 60).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}.\r\n\r\n--b{i}.\r\n")) + "\r\nbody"),
        Of("many-parts", Mixed + string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 500)) + "--b--"),
    ];

    private static string Part(string header, string body) => $"--b\r\n{header}\r\n\r\n{body}\r\n";

    private static RealMessage Of(string name, string text) => new(name, Encoding.Latin1.GetBytes(text));
}
