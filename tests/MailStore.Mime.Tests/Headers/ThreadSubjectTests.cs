using System.Text;
using MailStore.Mime.Decoding;
using MailStore.Mime.Headers;

namespace MailStore.Mime.Tests.Headers;

public sealed class ThreadSubjectTests
{
    [Theory]
    [InlineData("Subject", "Subject", false)]
    [InlineData("Re: Subject", "Subject", true)]
    [InlineData("RE : [list] re[2]: fwd: Subject", "Subject", true)]
    [InlineData("[list] Subject", "Subject", false)]
    [InlineData("[a] [b]Re: [c] Subject", "Subject", true)]
    [InlineData("Subject (fwd)", "Subject", true)]
    [InlineData("Subject (Fwd)  (FWD) ", "Subject", true)]
    [InlineData("[Fwd: Subject]", "Subject", true)]
    [InlineData("[fwd: [fwd: Re: Subject (fwd)]]", "Subject", true)]
    [InlineData("[fwd: Subject] more", "more", false)]
    [InlineData("[list]", "[list]", false)]
    [InlineData("[a] [b]", "[b]", false)]
    [InlineData("Re: [list]", "[list]", true)]
    [InlineData("Re:", "", true)]
    [InlineData("Re", "Re", false)]
    [InlineData("Regarding: x", "Regarding: x", false)]
    [InlineData("fw: re [x] : y", "y", true)]
    [InlineData("AW: x", "AW: x", false)]
    [InlineData("[a[b] x", "[a[b] x", false)]
    [InlineData("  two\t  words  ", "two words", false)]
    [InlineData("=?utf-8?q?Re:_caf=C3=A9?=", "caf\u00E9", true)]
    [InlineData("Re:\r\n fold", "fold", true)]
    [InlineData("", "", false)]
    public void Base_subject_is_that_of_RFC_5256(string subject, string expected, bool isReplyOrForward)
    {
        var text = new SubjectText().Read(Encoding.Latin1.GetBytes(subject));
        Assert.Equal(expected, ThreadSubject.Of(text, out var isReply).ToString());
        Assert.Equal(isReplyOrForward, isReply);
    }

    [Theory]
    [InlineData("[a]")]
    [InlineData("re:")]
    [InlineData("[a] re ")]
    [InlineData("[fwd:")]
    [InlineData("(fwd)")]
    [InlineData("re[x")]
    [InlineData("[ ")]
    public void Time_grows_as_the_subject_does(string piece) =>
        Growth.IsLinear(
            piece,
            n => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, n)) + "]"),
            value => ThreadSubject.Of(Encoding.ASCII.GetString(value), out _));
}
