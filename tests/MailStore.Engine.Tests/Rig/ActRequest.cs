using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Tests.Rig;

/// <summary>Something to do on the writer's thread.</summary>
internal sealed class ActRequest<T>(Func<IBatch, T> act) : CommitRequest<T>
{
    protected override void Decide(IBatch batch) => Outcome = act(batch);
}
