namespace MailStore.Server.Cli;

/// <summary>Numbers that scripts rely on: they never change their meaning.</summary>
internal enum ExitCode
{
    Done = 0,
    NotUnderstood = 2,
}
