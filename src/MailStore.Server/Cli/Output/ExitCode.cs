namespace MailStore.Server.Cli.Output;

/// <summary>Numbers that scripts rely on: they never change their meaning.</summary>
internal enum ExitCode
{
    Done = 0,

    /// <summary>The input was read, and something in it is wrong.</summary>
    Refused = 1,

    /// <summary>The command line itself was not understood.</summary>
    NotUnderstood = 2,

    /// <summary>The store, or whoever knows its users, cannot be reached just now: the same may work later.</summary>
    Unavailable = 3,
}
