using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Registry;
using MailStore.Engine.Accounts;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Registry;

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
            var change = RegistryRecords.Decide(edit, batch.Index, host.Buffer);
            change.Write(host.Writer);
            batch.AppendChange(host.Writer.Written);
            RegistryRecords.Apply(change, batch.Index, host.Writer, host.Buffer);
        }
    }

    private RegistryResult Admit(IBatch batch)
    {
        for (var number = 0; number < edits.Count; number++)
        {
            var edit = edits[number];
            var refusal = RegistryLimits.Check(edit);
            if (refusal == Refusal.None && edit.Expected is { } expected
                && (RegistryRecords.Find(edit.Key, batch.Index, host.Buffer)?.Version ?? RegistryEdit.Absent) != expected)
            {
                refusal = Refusal.AlreadyExists;
            }

            if (refusal != Refusal.None)
            {
                return new(refusal, number);
            }
        }

        return RegistryResult.Done;
    }
}
