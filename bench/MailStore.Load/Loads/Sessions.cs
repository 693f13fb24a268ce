using MailStore.Load.Clients;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>Sessions that wait.</summary>
internal static class Sessions
{
    public static ImapClient Idle(Target target, string user, string mailbox)
    {
        var idler = Mailboxes.LogIn(target, user);
        idler.Do("EXAMINE " + mailbox);
        idler.Send("x IDLE\r\n");
        idler.Until("+ ");
        return idler;
    }
}
