using System.Net;
using MailStore.Load.Download;
using MailStore.Load.Fetch;
using MailStore.Load.Idle;
using MailStore.Load.Intake;

switch (args)
{
    case ["idle", var place, var login, var sessions, var messages] when login.IndexOf(':') is > 0 and var colon:
        await IdleScenario.RunAsync(IPEndPoint.Parse(place), login[..colon], login[(colon + 1)..], int.Parse(sessions), int.Parse(messages));
        return 0;
    case ["floor", var connections, var rounds]:
        FloorScenario.Run(int.Parse(connections), int.Parse(rounds));
        return 0;
    case ["memory" or "memory-tls", var place, var login, var sessions, var process] when login.IndexOf(':') is > 0 and var colon:
        await MemoryScenario.RunAsync(IPEndPoint.Parse(place), login[..colon], login[(colon + 1)..], int.Parse(sessions), int.Parse(process), isTls: args[0] == "memory-tls");
        return 0;
    case ["fetch", var ours, var ourLogin, var theirs, var theirLogin, var messages] when ourLogin.Split(':', 2) is [var name, var password] && theirLogin.Split(':', 2) is [var otherName, var otherPassword]:
        using (var first = new FetchTarget(IPEndPoint.Parse(ours), name, password))
        using (var second = new FetchTarget(IPEndPoint.Parse(theirs), otherName, otherPassword))
        {
            await FetchScenario.RunAsync(first, second, int.Parse(messages));
        }

        return 0;
    case ["lmtp" or "smtp", var ours, var theirs, var connections, var messages, var octets, var perSession]:
        IntakeScenario.Run(
            MailTarget.Parse("ours", ours, args[0] == "lmtp"), MailTarget.Parse("theirs", theirs, args[0] == "lmtp"), int.Parse(connections), int.Parse(messages), int.Parse(octets), int.Parse(perSession));
        return 0;
    case ["large", var place, var clients, var megabytes, var process]:
        await LargeScenario.RunAsync(MailTarget.Parse("ours", place, isLmtp: true), int.Parse(clients), int.Parse(megabytes), int.Parse(process));
        return 0;
    case ["pop3", var ours, var theirs, var messages]:
        await DownloadScenario.RunAsync(DownloadTarget.Parse(ours), DownloadTarget.Parse(theirs), int.Parse(messages));
        return 0;
    default:
        Console.Error.WriteLine("""
            MailStore.Load idle ADDRESS:PORT NAME:PASSWORD SESSIONS MESSAGES      from APPEND to word of it in idle sessions
            MailStore.Load floor CONNECTIONS ROUNDS                               what it takes to tell so many connections with no server at all
            MailStore.Load memory|memory-tls ADDRESS:PORT NAME:PASSWORD SESSIONS PROCESS     what idle sessions take of the server's memory
            MailStore.Load fetch ADDRESS:PORT NAME:PASSWORD ADDRESS:PORT NAME:PASSWORD MESSAGES     the same FETCH from two servers in turn
            MailStore.Load lmtp|smtp [NAME:PASSWORD@]ADDRESS:PORT[/PROCESS] [NAME:PASSWORD@]ADDRESS:PORT[/PROCESS] CONNECTIONS MESSAGES OCTETS PER-SESSION     mail for u0 to u15 at example.org to two servers in turn
            MailStore.Load pop3 NAME:PASSWORD@IMAP-ADDRESS:PORT,POP3-ADDRESS:PORT NAME:PASSWORD@IMAP-ADDRESS:PORT,POP3-ADDRESS:PORT MESSAGES     a maildrop fetched from two servers in turn
            MailStore.Load large ADDRESS:PORT CLIENTS MEGABYTES PROCESS           the server's memory while large messages come by LMTP
            """);
        return 2;
}
