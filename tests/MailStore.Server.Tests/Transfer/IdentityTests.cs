using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Server.Transfer;
using MailStore.Server.Transfer.Maildir;
using MailStore.Server.Transfer.Mbox;
using MailStore.Server.Transfer.Reading;
using MailStore.Server.Transfer.Writing;
using MailStore.Testing.Chance;
using MailStore.Testing.Memory;

namespace MailStore.Server.Tests.Transfer;

/// <summary>What was exported and is imported again is the same: octets, flags, dates, UIDs, UIDVALIDITY, names.</summary>
public sealed class IdentityTests : IDisposable
{
    private static readonly string[] s_names =
    [
        "INBOX", "INBOX/Below", "Sent", "Sent/2024", "A.b", "..", "...", "Entwürfe & mehr", "日本", "mailstore-mailbox", "cur", "new/tmp", "x\\y", "%2F", "a\"b",
    ];

    private static readonly string[] s_bodies =
    [
        "", "\r\n", "\n", "x", "Subject: 1\r\n\r\nbody\r\n", "Subject: 1\n\nbare\n", "Subject: 1\r\n\r\nmixed\nends\r\nno end",
        "Subject: 2\r\n\r\nFrom here\r\n>From there\r\n>>From\r\nFrom \r\n", "From the start\r\n\r\n", "Status: RO\r\nX-UID: 9\r\nX-IMAP: 1 2\r\n\r\n", "X-MailStore: 3 lf 0 \r\n\r\nx",
        "A: b\r\n\r\n\r\r\n\r\r\n\r", "A: b\r\n\r\nends empty\r\n\r\n\r\n", "From a Sat Nov 21 20:47:00 2026\r\n\r\nFrom a Sat Nov 21 20:47:00 2026\r\n", "\0\u0001\u00ff\ufffd",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("mailstore-").FullName;
    private readonly MemoryMailStore _store = new(TimeProvider.System);

    [Theory]
    [InlineData("maildir", 1)]
    [InlineData("maildir", 2)]
    [InlineData("mbox", 3)]
    [InlineData("mbox", 4)]
    public async Task Export_and_import_are_the_identity(string format, int seed)
    {
        var anna = await FilledAsync("anna@example.org", seed);
        var before = await AccountPicture.DrawAsync(anna);
        await ExportAsync(format, anna);
        var bert = await AccountAsync("bert@example.org");
        var report = await ImportAsync(format, bert);
        Assert.Empty(report.Notes);
        Assert.Equal(format == "mbox" ? WithoutUses(before) : before, await AccountPicture.DrawAsync(bert));

        // Once more brings nothing, also after an export onto the export.
        await ExportAsync(format, anna);
        Assert.Equal(0, (await ImportAsync(format, bert)).Messages);
        Assert.Equal(format == "mbox" ? WithoutUses(before) : before, await AccountPicture.DrawAsync(bert));
    }

    [Fact]
    public async Task An_export_follows_what_has_changed()
    {
        var anna = await FilledAsync("anna@example.org", 5);
        await ExportAsync("maildir", anna);
        var inbox = (await anna.OpenAsync(MailboxName.Inbox))!;
        await inbox.ChangeFlags(UidSet.All, FlagMode.Add, new(SystemFlags.Deleted, Keyword.Create("late")));
        var uids = inbox.Status.UidNext.Value;
        await inbox.Expunge(UidSet.OfRanges(new UidRange(1, uids / 2)));
        await ExportAsync("maildir", anna);
        var bert = await AccountAsync("bert@example.org");
        await ImportAsync("maildir", bert);
        Assert.Equal(await AccountPicture.DrawAsync(anna), await AccountPicture.DrawAsync(bert));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // An mbox has no place for them.
    private static string WithoutUses(string picture) => picture.Replace(" Sent True", " None True", StringComparison.Ordinal).Replace(" Sent False", " None False", StringComparison.Ordinal);

    private async Task ExportAsync(string format, IAccount account)
    {
        var shown = 0L;
        var report = format == "maildir"
            ? await new MaildirExport(account, _folder).RunAsync((done, _) => shown = done, default)
            : await new MboxExport(account, _folder).RunAsync((done, _) => shown = done, default);
        Assert.Equal(account.Quota.Messages, report.Messages + report.Known);
        Assert.Equal(account.Quota.Messages, shown);
    }

    private async Task<ImportReport> ImportAsync(string format, IAccount account)
    {
        IImportSource source = format == "maildir" ? new MaildirSource(_folder) : new MboxSource(_folder, MailboxName.Inbox, MboxQuoting.Mboxrd);
        return await new Importer(account, source, new(), TimeProvider.System).RunAsync((_, _) => { }, default);
    }

    private async Task<IAccount> AccountAsync(string name)
    {
        await _store.CreateAccount(AccountName.Create(name));
        return (await _store.OpenAccountAsync(AccountName.Create(name)))!;
    }

    private async Task<IAccount> FilledAsync(string name, int seed)
    {
        var (account, dice) = (await AccountAsync(name), new Dice((ulong)seed));
        foreach (var text in s_names)
        {
            var mailbox = MailboxName.Create(text);
            if (!mailbox.IsInbox)
            {
                Assert.Equal(Refusal.None, (await account.Create(mailbox, text == "Sent" ? SpecialUse.Sent : SpecialUse.None)).Refusal);
            }

            await account.Adopt(mailbox, new((uint)dice.Between(1000, 2_000_000_000)), Uid.First);
            await account.Subscribe(mailbox, dice.Percent(50));
            for (var number = dice.Below(4) * 10; number > 0; number--)
            {
                await AppendAsync(account, mailbox, dice);
            }

            var status = (await account.OpenAsync(mailbox))!.Status;
            await account.Adopt(mailbox, status.UidValidity, new(status.UidNext.Value + (uint)dice.Below(3)));
        }

        return account;
    }

    private static async Task AppendAsync(IAccount account, MailboxName mailbox, Dice dice)
    {
        var upload = account.BeginUpload();
        await upload.WriteAsync(Encoding.UTF8.GetBytes(dice.Percent(90) ? dice.Pick(s_bodies) : Large(dice)));
        var keywords = Enumerable.Range(0, dice.Below(4)).Select(_ => Keyword.Create($"${dice.Below(60)}")).Distinct().ToArray();
        var next = (await account.OpenAsync(mailbox))!.Status.UidNext.Value;
        var result = await account.Append(mailbox,
        [
            new(upload)
            {
                Flags = new((SystemFlags)dice.Below(32), keywords),
                InternalDate = new DateTimeOffset(2000 + dice.Below(30), dice.Between(1, 12), dice.Between(1, 28), 1, 2, 3, TimeSpan.FromMinutes(dice.Pick([0, 60, -210, 345]))),
                Uid = new(next + (uint)dice.Below(3)),
                UniqueId = dice.Percent(30) ? UniqueId.Create($"id-{dice.Below(1000)}") : default,
            },
        ]);
        Assert.Equal(Refusal.None, result.Refusal);
    }

    private static string Large(Dice dice) => "Subject: large\r\n\r\n" + string.Concat(Enumerable.Range(0, 20_000).Select(number => dice.Percent(5) ? "From \r\n" : $"{number}\r\n"));
}
