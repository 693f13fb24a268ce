using System.Net;
using MailStore.Load.Idle;

if (args is not ["idle", var place, var login, var sessions, var messages] || login.IndexOf(':') < 1)
{
    Console.Error.WriteLine("MailStore.Load idle ADDRESS:PORT NAME:PASSWORD SESSIONS MESSAGES");
    return 2;
}

var colon = login.IndexOf(':');
await IdleScenario.RunAsync(IPEndPoint.Parse(place), login[..colon], login[(colon + 1)..], int.Parse(sessions), int.Parse(messages));
return 0;
