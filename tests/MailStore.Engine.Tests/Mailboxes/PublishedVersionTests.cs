using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Mailboxes;
using Xunit;

namespace MailStore.Engine.Tests.Mailboxes;

public sealed class PublishedVersionTests
{
    private const long Writes = 200_000;

    [Fact]
    public async Task A_version_is_read_whole_however_often_it_is_overtaken()
    {
        var published = new PublishedVersion(Version(1));
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => Read(published))).ToList();
        for (var turn = 2L; turn <= Writes; turn++)
        {
            published.Write(Version(turn));
        }

        foreach (var seen in await Task.WhenAll(readers))
        {
            Assert.Equal(Writes, seen);
        }
    }

    // Each is at least as new as the one before.
    private static long Read(PublishedVersion published)
    {
        var last = 0L;
        while (last < Writes)
        {
            var version = published.Read();
            Assert.True(version.News >= last, $"{version.News} comes behind {last}.");
            Assert.Equal(Version(version.News), version);
            last = version.News;
        }

        return last;
    }

    // Every field tells which one it is.
    private static MailboxVersion Version(long number) => new(
        new MailboxStatus
        {
            Id = new((ulong)number),
            UidValidity = new((uint)number),
            UidNext = new((uint)number),
            HighestModSeq = new((ulong)number),
            Messages = (int)number,
            Size = number,
            Keywords = KeywordTable.Empty,
        },
        null!,
        new((uint)number),
        (int)number,
        number,
        UidSet.Of((uint)number),
        HasLost: number % 2 == 0,
        IsDeleted: number % 3 == 0);
}
