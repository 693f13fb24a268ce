using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;

namespace MailStore.Imap.Tests.Replies;

public sealed class StatusLineTests
{
    [Fact]
    public async Task Codes_have_their_operands()
    {
        var copied = Reply.Ok(new ResponseCode(CodeKind.CopyUid, 7, UidSet.Of(1, 2, 3, 9), UidSet.Of(4, 5, 6, 7)), "Copied");
        Assert.Equal("a OK [COPYUID 7 1:3,9 4:7] Copied\r\n", await Written.ByAsync((ref line) => StatusLine.Tagged(ref line, "a"u8, copied)));
        var modified = Reply.Ok(new ResponseCode(CodeKind.Modified, First: UidSet.Of(7, 9)), "Some");
        Assert.Equal("* OK [MODIFIED 7,9] Some\r\n", await Written.ByAsync((ref line) => StatusLine.Untagged(ref line, modified)));
    }

    [Fact]
    public async Task No_text_can_end_a_line_or_look_like_a_code()
    {
        var reply = Reply.No("[ALERT] one\r\n* BYE two\0é");
        Assert.Equal("a NO (ALERT] one??* BYE two???\r\n", await Written.ByAsync((ref line) => StatusLine.Tagged(ref line, "a"u8, reply)));
    }

    [Fact]
    public async Task Every_kind_of_code_has_a_word()
    {
        foreach (var kind in Enum.GetValues<CodeKind>().Where(kind => kind != CodeKind.None))
        {
            var code = new ResponseCode(kind, 1, UidSet.Of(1)) { Words = "IMAP4rev1" };
            Assert.StartsWith("* BYE [", await Written.ByAsync((ref line) => StatusLine.Bye(ref line, code, "x")));
        }
    }
}
