using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using Xunit;

namespace MailStore.Engine.Tests.Accounts;

/// <summary>Whatever was done, a store that lost its power shows afterwards what it showed before, and proves itself.</summary>
public sealed class RestartTests
{
    private static readonly string[] Names = ["INBOX", "A", "A/B", "A/B/C", "D", "INBOX/E", "F/G"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Replay_gives_what_the_live_path_gave(int seed)
    {
        await using var place = new EnginePlace(new Engine.Accounts.EngineLimits { ResidentAccounts = 2, ResidentMailboxes = 2 });
        var dice = new Random(seed);
        var names = Enumerable.Range(0, 4).Select(number => AccountName.Create($"user{number}@example.org")).ToArray();
        foreach (var name in names)
        {
            await place.AccountAsync(name.Text);
        }

        for (var round = 0; round < 4; round++)
        {
            for (var step = 0; step < 40; step++)
            {
                await StepAsync(place, names, dice);
                if (step % 10 == 0)
                {
                    // What nobody uses is read anew.
                    GC.Collect();
                }
            }

            var before = await ShowAsync(place, names);
            await (dice.Next(2) == 0 ? place.Home.CrashAsync() : place.Home.RestartAsync());
            Assert.Equal(before, await ShowAsync(place, names));
            await foreach (var verified in place.Engine.VerifyAsync(withBodies: true))
            {
                Assert.Empty(verified.Faults);
            }
        }
    }

    private static async Task StepAsync(EnginePlace place, AccountName[] names, Random dice)
    {
        var account = (await place.Engine.OpenAccountAsync(names[dice.Next(names.Length)]))!;
        var (one, other) = (Name(dice), Name(dice));
        var keyword = Keyword.Create($"$k{dice.Next(80)}");
        place.Clock.Advance(TimeSpan.FromMilliseconds(dice.Next(2000)));
        switch (dice.Next(14))
        {
            case 0:
                await account.Create(one, dice.Next(3) == 0 ? SpecialUse.Sent : SpecialUse.None);
                break;
            case 1:
                await account.Delete(one, withChildren: dice.Next(3) == 0);
                break;
            case 2:
                await account.Rename(one, other);
                break;
            case 3:
                await account.Subscribe(one, dice.Next(2) == 0);
                break;
            case 4:
                await account.SetMetadata(dice.Next(3) == 0 ? null : one, [new("/private/comment", Encoding.UTF8.GetBytes($"{dice.Next()}")), new("/shared/x", Value: null)]);
                break;
            case 5 or 6:
                await account.Append(one, [
                    new(await EnginePlace.FillAsync(account.BeginUpload(), EnginePlace.Letters(dice.Next(2000)))) { Flags = new(SystemFlags.Seen, keyword) },
                    new(await EnginePlace.FillAsync(account.BeginUpload(), EnginePlace.Letters(dice.Next(2000)))) { InternalDate = new(2001, 2, 3, 4, 5, 6, TimeSpan.FromHours(-3)) }]);
                break;
            case 7:
                await DeliverAsync(place, names, one, dice);
                break;
            case 8 when await account.OpenAsync(one) is { } source:
                await account.Transfer(source, UidSet.All, other, (TransferKind)dice.Next(2));
                break;
            case 9 when await account.OpenAsync(one) is { } mailbox:
                await mailbox.ChangeFlags(UidSet.OfRanges(new UidRange(1, (uint)dice.Next(1, 20))), (FlagMode)dice.Next(3), new(SystemFlags.Deleted, keyword));
                break;
            case 10 when await account.OpenAsync(one) is { } mailbox:
                await mailbox.Expunge();
                break;
            case 11 when await account.OpenAsync(one) is { } mailbox:
                await account.Adopt(one, dice.Next(2) == 0 ? mailbox.Status.UidValidity : new((uint)dice.Next(1, int.MaxValue)), new((uint)dice.Next(1, 10_000)));
                break;
            case 12 when await account.OpenAsync(one) is { } mailbox:
                var next = mailbox.Status.UidNext.Value;
                await account.Append(one, [
                    new(await EnginePlace.FillAsync(account.BeginUpload(), "skips"u8.ToArray())) { Uid = new(next + (uint)dice.Next(300)) },
                    new(await EnginePlace.FillAsync(account.BeginUpload(), "follows"u8.ToArray()))]);
                await place.Engine.Registry.Change([new(new(7, $"r{dice.Next(30)}"), dice.Next(3) == 0 ? null : new byte[dice.Next(200)])]);
                break;
            default:
                await account.SetQuota(new(dice.Next(5) == 0 ? 40_000 : null, Messages: null, dice.Next(5) == 0 ? 6 : null));
                break;
        }
    }

    private static async Task DeliverAsync(EnginePlace place, AccountName[] names, MailboxName mailbox, Random dice)
    {
        var ids = new List<AccountId>();
        foreach (var name in names)
        {
            ids.Add((await place.Engine.OpenAccountAsync(name))!.Id);
        }

        var upload = await EnginePlace.FillAsync(place.Engine.BeginUpload(ids), EnginePlace.Letters(dice.Next(400_000)));
        var results = await place.Engine.Deliver(upload, [.. ids.Select(id => new Recipient(id, dice.Next(2) == 0 ? mailbox : MailboxName.Inbox))]);
        Assert.Equal(ids.Count, results.Count);
        Assert.All(results, result => Assert.True(result.Refusal is Refusal.None or Refusal.NoSuchMailbox or Refusal.NotSelectable or Refusal.OverQuota));
    }

    private static MailboxName Name(Random dice) => MailboxName.Create(Names[dice.Next(Names.Length)]);

    private static async Task<string> ShowAsync(EnginePlace place, AccountName[] names)
    {
        var text = new StringBuilder();
        foreach (var name in names)
        {
            var account = (await place.Engine.OpenAccountAsync(name))!;
            text.AppendLine($"{account.Id} {account.Name} {account.Quota}");
            await ShowAsync(text, account, mailbox: null);
            foreach (var entry in account.Tree)
            {
                text.AppendLine($"  {entry}");
                if (await account.OpenAsync(entry.Name) is { } mailbox)
                {
                    await ShowAsync(text, account, entry.Name);
                    await ShowAsync(text, mailbox);
                }
            }
        }

        foreach (var entry in place.Engine.Registry.List(7))
        {
            text.AppendLine($"{entry.Name} {entry.Record.Version} {entry.Record.Octets.Length}");
        }

        return text.ToString();
    }

    private static async Task ShowAsync(StringBuilder text, IAccount account, MailboxName? mailbox)
    {
        foreach (var entry in (await account.ReadMetadataAsync(mailbox))!)
        {
            text.AppendLine($"  {entry.Name}={Encoding.UTF8.GetString(entry.Value!.Value.Span)}");
        }
    }

    private static async Task ShowAsync(StringBuilder text, IMailbox mailbox)
    {
        var status = mailbox.Status;
        text.AppendLine($"    {status.UidValidity} {status.UidNext} {status.HighestModSeq} {status.Messages} {status.Unseen} {status.Deleted} {status.Recent} {status.Size}");
        text.AppendLine($"    {string.Join(' ', status.Keywords.Keywords)} gone {mailbox.VanishedSince(default)}");
        using var view = await mailbox.OpenViewAsync(isReadOnly: true);
        for (var sequence = 1; sequence <= view.Count; sequence++)
        {
            Assert.True(view.TryRead(view.UidAt(sequence), out var entry));
            text.AppendLine($"    {entry with { Keywords = default }} {status.Keywords.NamesOf(entry)}");
        }
    }
}
