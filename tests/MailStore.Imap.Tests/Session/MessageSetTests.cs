using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Testing.Memory;
using MailStore.Testing.Time;
using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Tests.Session;

public sealed class MessageSetTests
{
    // The view has UIDs 1, 3, 5, 6.
    [Theory]
    [InlineData("1", "1")]
    [InlineData("2:3", "3,5")]
    [InlineData("3:2", "3,5")]
    [InlineData("*", "6")]
    [InlineData("4:*", "6")]
    [InlineData("9:*", "6")]
    [InlineData("1,1,2,1:2", "1,3")]
    [InlineData("4,1", "1,6")]
    [InlineData("4294967295", null)]
    [InlineData("1:4294967295", null)]
    [InlineData("4294967296:*", "6")]
    [InlineData("5", null)]
    [InlineData("2:5", null)]
    public async Task Sequence_numbers_name_messages(string set, string? uids) => Assert.Equal(uids, await ResolveAsync(set, isUid: false));

    [Theory]
    [InlineData("1", "1")]
    [InlineData("2", "")]
    [InlineData("2:5", "3,5")]
    [InlineData("5:2", "3,5")]
    [InlineData("*", "6")]
    [InlineData("7:*", "6")]
    [InlineData("1:4294967295", "1,3,5:6")]
    [InlineData("100:200", "")]
    [InlineData("4294967295", "")]
    [InlineData("4294967295:4294967294", "")]
    [InlineData("4294967295:*", "6")]
    [InlineData("*:4294967295", "6")]
    [InlineData("4294967296", null)]
    [InlineData("1:4294967296", null)]
    [InlineData("5:6,1", "1,5:6")]
    public async Task Uids_name_messages_or_nothing(string set, string? uids) => Assert.Equal(uids, await ResolveAsync(set, isUid: true));

    private static async Task<string?> ResolveAsync(string set, bool isUid)
    {
        await using var store = new MemoryMailStore(new ManualClock());
        using var view = await ViewAsync(store);
        using var line = FrameBuffer.OfLine(Encoding.ASCII.GetBytes($"a FETCH {set} FLAGS"));
        Assert.Equal(ParseStatus.Complete, ImapParser.Parse(line.Frame, out var command, out _));
        var found = new MessageSet();
        return found.TryResolve(command.Fetch.SequenceSet, line.Frame, isUid, view, UidSet.Empty) ? found.ToUids(view).ToString() : null;
    }

    private static async Task<IMailboxView> ViewAsync(MemoryMailStore store)
    {
        var created = await store.CreateAccount(AccountName.Create("anna"));
        var account = (await store.OpenAccountAsync(created.Id))!;
        for (var uid = 1; uid <= 6; uid++)
        {
            var upload = account.BeginUpload();
            await upload.WriteAsync("x"u8.ToArray());
            var flags = new FlagSet(uid is 2 or 4 ? SystemFlags.Deleted : SystemFlags.None);
            await account.Append(MailboxName.Inbox, [new NewMessage(upload) { Flags = flags }]);
        }

        var inbox = (await account.OpenAsync(MailboxName.Inbox))!;
        await inbox.Expunge();
        return await inbox.OpenViewAsync(isReadOnly: true);
    }
}
