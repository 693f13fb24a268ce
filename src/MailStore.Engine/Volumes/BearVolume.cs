using MailStore.Engine.Accounts;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Volumes;

/// <summary>The first change of a volume: which one of which store it is.</summary>
internal sealed class BearVolume(IAccountHost host, Guid store, int number) : CommitRequest<bool>
{
    protected override void Decide(IBatch batch)
    {
        var change = new VolumeBorn(store, number);
        change.Write(host.Writer);
        batch.AppendChange(host.Writer.Written);
        host.Directory.Apply(change);
        Outcome = true;
    }
}
