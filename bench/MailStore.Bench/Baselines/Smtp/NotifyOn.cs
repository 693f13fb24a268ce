namespace MailStore.Bench.Baselines.Smtp;

[Flags]
internal enum NotifyOn : byte
{
    None = 0, Never = 1, Success = 2, Failure = 4, Delay = 8,
}
