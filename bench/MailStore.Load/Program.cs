using System.Net;
using MailStore.Load.Idle;

switch (args)
{
    case ["idle", var place, var login, var sessions, var messages] when login.IndexOf(':') is > 0 and var colon:
        await IdleScenario.RunAsync(IPEndPoint.Parse(place), login[..colon], login[(colon + 1)..], int.Parse(sessions), int.Parse(messages));
        return 0;
    case ["memory", var place, var login, var sessions, var process] when login.IndexOf(':') is > 0 and var colon:
        await MemoryScenario.RunAsync(IPEndPoint.Parse(place), login[..colon], login[(colon + 1)..], int.Parse(sessions), int.Parse(process));
        return 0;
    default:
        Console.Error.WriteLine("""
            MailStore.Load idle ADDRESS:PORT NAME:PASSWORD SESSIONS MESSAGES      from APPEND to word of it in idle sessions
            MailStore.Load memory ADDRESS:PORT NAME:PASSWORD SESSIONS PROCESS     what idle sessions take of the server's memory
            """);
        return 2;
}
