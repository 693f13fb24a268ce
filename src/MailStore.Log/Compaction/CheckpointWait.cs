namespace MailStore.Log.Compaction;

/// <summary>Waits for checkpoints.</summary>
internal sealed class CheckpointWait(VolumeParts parts)
{
    /// <param name="rounds">Two, if it must hold what was just committed: one may have been begun before. Two also leave no older one.</param>
    public IEnumerable<WorkStep> Run(int rounds)
    {
        if (parts.Checkpoints is not { } count)
        {
            yield break;
        }

        for (var round = 0; round < rounds; round++)
        {
            var before = count();
            parts.WantCheckpoint();
            while (count() == before)
            {
                if (parts.Fault() is { } fault)
                {
                    throw new InvalidOperationException("The volume closed under work in the background.", fault);
                }

                yield return WorkStep.Waiting;
            }
        }
    }
}
