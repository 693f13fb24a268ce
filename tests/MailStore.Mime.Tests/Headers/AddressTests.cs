using System.Buffers;
using System.Text;
using MailStore.Mime.Headers;

namespace MailStore.Mime.Tests.Headers;

/// <summary>Addresses as an envelope shows them. <see cref="EnvelopeWriter"/> reads them with <see cref="AddressReader"/>.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("John Doe <jdoe@machine.example>", "(\"John Doe\" NIL \"jdoe\" \"machine.example\")")]
    [InlineData("\"Joe Q. Public\" <john.q.public@example.com>", "(\"Joe Q. Public\" NIL \"john.q.public\" \"example.com\")")]
    [InlineData("Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>", "(\"Mary Smith\" NIL \"mary\" \"x.test\")(NIL NIL \"jdoe\" \"example.org\")(\"Who?\" NIL \"one\" \"y.test\")")]
    [InlineData("<boss@nil.test>, \"Giant; \\\"Big\\\" Box\" <sysservices@example.net>", "(NIL NIL \"boss\" \"nil.test\")({16}\r\nGiant; \"Big\" Box NIL \"sysservices\" \"example.net\")")]
    [InlineData("A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;", "(NIL NIL \"A Group\" NIL)(\"Ed Jones\" NIL \"c\" \"a.test\")(NIL NIL \"joe\" \"where.test\")(\"John\" NIL \"jdoe\" \"one.test\")(NIL NIL NIL NIL)")]
    [InlineData("Undisclosed recipients:;", "(NIL NIL \"Undisclosed recipients\" NIL)(NIL NIL NIL NIL)")]
    [InlineData("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>", "(\"Pete\" NIL \"pete\" \"silly.test\")")]
    [InlineData("A Group(Some people)\n     :Chris Jones <c@(Chris's host.)public.example>,\n         joe@example.org,\n  John <jdoe@one.test> (my dear friend); (the end of the group)", "(NIL NIL \"A Group\" NIL)(\"Chris Jones\" NIL \"c\" \"public.example\")(NIL NIL \"joe\" \"example.org\")(\"John\" NIL \"jdoe\" \"one.test\")(NIL NIL NIL NIL)")]
    [InlineData("(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;", "(NIL NIL \"Hidden recipients\" NIL)(NIL NIL NIL NIL)")]
    [InlineData("Joe Q. Public <john.q.public@example.com>", "(\"Joe Q. Public\" NIL \"john.q.public\" \"example.com\")")]
    [InlineData("Mary Smith <@node.test:mary@example.net>, , jdoe@test  . example", "(\"Mary Smith\" \"@node.test\" \"mary\" \"example.net\")(NIL NIL \"jdoe\" \"test.example\")")]
    [InlineData(", jdoe@test  . example", "(NIL NIL \"jdoe\" \"test.example\")")]
    [InlineData("John Doe <jdoe@machine(comment).  example>", "(\"John Doe\" NIL \"jdoe\" \"machine.example\")")]
    public void Examples_of_RFC_5322_appendix_A_are_read(string value, string expected) => Assert.Equal(expected, Shown(value));

    [Theory]
    [InlineData("a . b @ c . d", "(NIL NIL \"a.b\" \"c.d\")")]
    [InlineData("\"a\".\"b\"@c", "(NIL NIL \"a.b\" \"c\")")]
    [InlineData("\"a b\"@c", "(NIL NIL \"a b\" \"c\")")]
    [InlineData("<@r1,@r2:a@b>", "(NIL \"@r1,@r2\" \"a\" \"b\")")]
    [InlineData("a@[1.2.3.4]", "(NIL NIL \"a\" \"[1.2.3.4]\")")]
    [InlineData("a@b (Full (F) \\) Name)", "(\"Full (F) ) Name\" NIL \"a\" \"b\")")]
    [InlineData("a@b (one) (two)", "(\"two\" NIL \"a\" \"b\")")]
    [InlineData("root (Cron Daemon)", "(\"Cron Daemon\" NIL \"root\" \"MISSING_DOMAIN\")")]
    [InlineData("=?utf-8?q?x?= <a@b>", "(\"=?utf-8?q?x?=\" NIL \"a\" \"b\")")]
    [InlineData("J\u00E9r <j@k>", "({3}\r\nJ\u00E9r NIL \"j\" \"k\")")]
    [InlineData("[t 7] Support <a@b>", "(\"[t 7] Support\" NIL \"a\" \"b\")")]
    [InlineData("a@b <a@b>, c@d", "(\"a@b\" NIL \"a\" \"b\")(NIL NIL \"c\" \"d\")")]
    [InlineData("a@b; c@d", "(NIL NIL \"a\" \"b\")(NIL NIL \"c\" \"d\")")]
    [InlineData("\"\" <a@b>", "(NIL NIL \"a\" \"b\")")]
    [InlineData("x\"y\"z <a@b>", "(\"x y z\" NIL \"a\" \"b\")")]
    public void Common_and_old_forms_are_read(string value, string expected) => Assert.Equal(expected, Shown(value));

    [Theory]
    [InlineData("foo bar, x@y", "(\"foo bar\" NIL \"MISSING_MAILBOX\" \"MISSING_DOMAIN\")(NIL NIL \"x\" \"y\")")]
    [InlineData("root", "(NIL NIL \"root\" \"MISSING_DOMAIN\")")]
    [InlineData("\"a b\"", "(\"a b\" NIL \"MISSING_MAILBOX\" \"MISSING_DOMAIN\")")]
    [InlineData("<a@b> junk (,) \",\", <c@d>", "(NIL NIL \"a\" \"b\")(NIL NIL \"c\" \"d\")")]
    [InlineData("<>", "(NIL NIL \"MISSING_MAILBOX\" \"MISSING_DOMAIN\")")]
    [InlineData("Name <a@>", "(\"Name\" NIL \"a\" \"SYNTAX_ERROR\")")]
    [InlineData("Name <a@b", "(\"Name\" NIL \"a\" \"SYNTAX_ERROR\")")]
    [InlineData("Name <@r1 a@b>", "(\"Name\" \"INVALID_ROUTE\" \"a\" \"b\")")]
    [InlineData("<<a@b>>", "(NIL NIL \"MISSING_MAILBOX\" \"SYNTAX_ERROR\")")]
    [InlineData("@b", "(NIL NIL \"MISSING_MAILBOX\" \"b\")")]
    [InlineData("\"unterminated <a@b>", "(NIL NIL \"MISSING_MAILBOX\" \"MISSING_DOMAIN\")")]
    [InlineData("a@b (unclosed", "(NIL NIL \"a\" \"MISSING_DOMAIN\")")]
    [InlineData("grp: a@b", "(NIL NIL \"grp\" NIL)(NIL NIL \"a\" \"b\")(NIL NIL NIL NIL)")]
    [InlineData("x: junk junk y [;, c@d", "(NIL NIL \"x\" NIL)(\"junk junk y\" NIL \"MISSING_MAILBOX\" \"MISSING_DOMAIN\")(NIL NIL NIL NIL)(NIL NIL \"c\" \"d\")")]
    [InlineData("a\0b@c", "(NIL NIL \"a\" \"MISSING_DOMAIN\")")]
    public void Broken_addresses_show_what_can_be_known_of_them(string value, string expected) => Assert.Equal(expected, Shown(value));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("(only a comment)")]
    [InlineData(", ,")]
    public void Nobody_is_nil(string value) => Assert.Equal("NIL", Shown(value));

    private static string Shown(string value)
    {
        var output = new ArrayBufferWriter<byte>();
        EnvelopeWriter.Write(Encoding.Latin1.GetBytes("To: " + value + "\n"), output);
        var envelope = Encoding.Latin1.GetString(output.WrittenSpan);
        var shown = envelope["(NIL NIL NIL NIL NIL ".Length..^" NIL NIL NIL NIL)".Length];
        return shown == "NIL" ? shown : shown[1..^1];
    }
}
