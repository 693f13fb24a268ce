using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Registry;
using MailStore.Engine.Changes;
using MailStore.Engine.Registry;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>Records beside the mail: all edits or none.</summary>
internal sealed class ChangeRegistry(IAccountHost host, IReadOnlyList<RegistryEdit> edits) : CommitRequest<RegistryResult>
{
    public override int BytesHint => edits.Sum(edit => 512 + (edit.Octets?.Length ?? 0));

    protected override void Decide(IBatch batch)
    {
        Outcome = edits.Count > RegistryLimits.EditsMax ? new(Refusal.Limit, 0) : Admit(batch);
        if (Outcome.Refusal != Refusal.None)
        {
            return;
        }

        foreach (var edit in edits)
        {
            RegistryRecords.Make(edit, batch, host.Writer, host.Buffer);
        }
    }

    private RegistryResult Admit(IBatch batch)
    {
        for (var number = 0; number < edits.Count; number++)
        {
            if (RegistryRecords.Admit(edits[number], batch.Index, host.Buffer) is not Refusal.None and var refusal)
            {
                return new(refusal, number);
            }
        }

        return RegistryResult.Done;
    }
}
