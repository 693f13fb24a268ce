using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts.Protocols;

/// <summary>What the runner has to know of a protocol; its scripts lie in the folder of its name.</summary>
internal interface IProtocol
{
    /// <summary>The server's end of a connection, until it is over.</summary>
    Task ServeAsync(IClientConnection connection, IMailStore store, Script script, CancellationToken stopping);

    /// <summary>How many letters the first whole response takes, its last CRLF included; 0 if more has to come.</summary>
    int ResponseLength(string received);

    /// <summary>What one client of a script does that the script does not say.</summary>
    IHabits HabitsOf(Script script);
}
