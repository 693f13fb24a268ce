using System.Reflection;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Engine.Mailboxes;
using MailStore.Engine.Messages;
using MailStore.Engine.Tests.Rig;
using MailStore.Log.Index;
using Xunit;

namespace MailStore.Engine.Tests.Mailboxes;

/// <summary>What mailboxes have on disk is frozen: another layout takes another kind.</summary>
public sealed class OnDiskTests
{
    private static readonly MailboxId Mailbox = new(0x81);

    [Fact]
    public void Kinds_of_records_are_frozen()
    {
        var kinds = typeof(RecordKind).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => $"{field.Name}={(char)(byte)field.GetRawConstantValue()!}").Order(StringComparer.Ordinal);
        string[] frozen =
        [
            "Branch=S", "Chunk=C", "Keywords=K", "Mailbox=M", "MoreKeywords=O", "Page=P", "UniqueId=I", "Vanished=V",
        ];
        Assert.Equal(frozen, kinds.Intersect(frozen, StringComparer.Ordinal));
        Assert.All(typeof(RecordKind).GetFields(BindingFlags.Public | BindingFlags.Static), field => Assert.True((byte)field.GetRawConstantValue()! < 0xF0));
        Assert.Equal(kinds.Count(), kinds.Select(kind => kind[^1]).Distinct().Count());
    }

    [Fact]
    public void Changes_of_mailboxes_are_frozen_and_read_back()
    {
        var writer = new ChangeWriter();
        var flags = new FlagsChange(
            Mailbox, new(300), FlagMode.Add, SystemFlags.Seen | SystemFlags.Deleted, KeywordBits.OfWord(5).With(60), UidSet.Of(3, 4, 5, 9));
        flags.Write(writer);
        Assert.Equal("038101AC02010905013C0203020400", Convert.ToHexString(writer.Written));
        var reader = new ChangeReader(writer.Written[1..]);
        Assert.Equal(flags, FlagsChange.Read(ref reader));

        var expunge = new ExpungeChange(Mailbox, new(300), UidSet.Of(7));
        expunge.Write(writer);
        Assert.Equal("048101AC02010700", Convert.ToHexString(writer.Written));
        reader = new ChangeReader(writer.Written[1..]);
        Assert.Equal(expunge, ExpungeChange.Read(ref reader));

        var recent = new RecentChange(Mailbox, new(300));
        recent.Write(writer);
        Assert.Equal("058101AC02", Convert.ToHexString(writer.Written));
        reader = new ChangeReader(writer.Written[1..]);
        Assert.Equal(recent, RecentChange.Read(ref reader));

        new KeywordsChange(Mailbox, 2, [Keyword.Create("ab")]).Write(writer);
        Assert.Equal("0681010201026162", Convert.ToHexString(writer.Written));
        reader = new ChangeReader(writer.Written[1..]);
        Assert.Equal(Keyword.Create("ab"), Assert.Single(KeywordsChange.Read(ref reader).Keywords));
    }

    [Fact]
    public void The_header_is_frozen_and_read_back()
    {
        var header = new MailboxHeader
        {
            HighestModSeq = 1,
            Size = 2,
            UidValidity = 3,
            UidNext = 4,
            Messages = 5,
            Unseen = 6,
            Deleted = 7,
            Recent = 8,
            RecentFrom = 9,
            Keywords = 10,
            VanishedPages = 11,
        };
        var (index, octets) = (new PlainIndex(), new IndexBuffer());
        header.Put(index, Mailbox);
        Assert.True(index.TryRead(MailboxHeader.Key(Mailbox), octets));
        Assert.Equal(
            "01000000000000000200000000000000" + "03000000040000000500000006000000" + "0700000008000000090000000A000000" + "0B000000000000000000000000000000",
            Convert.ToHexString(octets.Span));
        Assert.True(MailboxHeader.TryLoad(index, Mailbox, out var again));
        Assert.Equal(header, again);
    }
}
