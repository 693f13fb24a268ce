using MailStore.Engine.Changes;
using Xunit;

namespace MailStore.Engine.Tests.Changes;

public sealed class ChangeKindTests
{
    [Fact]
    public void Numbers_on_disk_are_frozen()
    {
        string[] frozen =
        [
            "None=0", "Arrival=1", "Transfer=2", "Flags=3", "Expunge=4", "Recent=5", "Keywords=6", "UniqueIds=7",
            "AccountCreated=16", "AccountDeleted=17", "AccountQuota=18",
            "MailboxesCreated=20", "MailboxesDeleted=21", "MailboxesRenamed=22", "Subscription=23", "SpecialUses=24", "Metadata=25", "MailboxAdopted=26",
            "VolumeBorn=32", "Registry=33",
        ];

        Assert.Equal(frozen, Enum.GetValues<ChangeKind>().Select(kind => $"{kind}={(byte)kind}"));
    }
}
