namespace MailStore.Bench.Baselines.Imap;

[Flags]
internal enum SystemFlags : byte
{
    None = 0, Answered = 1, Flagged = 2, Deleted = 4, Seen = 8, Draft = 16,
}
