using MailStore.Log.Devices;
using MailStore.Simulation.Ledger;

namespace MailStore.Simulation.Volumes;

public sealed class LyingVolumeTests
{
    [Fact]
    public void A_volume_on_a_lying_disk_is_right_or_refuses()
    {
        var counts = VolumeSeeds.Run(usual: 3000, Weather.Lying, nameof(LyingVolumeTests));
        Assert.True(!counts.AreMany || (counts.Acknowledged > 0 && counts.Recoveries > 0 && counts.Refusals > 0 && counts.LostTails > 0));
    }

    [Fact]
    public void A_harness_that_believes_a_lying_disk_sees_it_lose_mail()
    {
        var caught = 0;
        for (var seed = 1UL; seed <= 100; seed++)
        {
            try
            {
                new VolumeRun(seed, Weather.Lying) { TrustsDisk = true }.Run();
            }
            catch (Exception fault) when (fault is LedgerException or StorageFaultException)
            {
                caught++;
            }
        }

        Assert.InRange(caught, 20, 100);
    }
}
