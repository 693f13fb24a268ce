namespace MailStore.Log.Operations;

/// <summary>What a backup holds, and what of it was new.</summary>
public sealed record BackupReport(int Files, long Bytes, int NewFiles, long NewBytes, int RemovedFiles);
