using MailStore.Abstractions.Mailboxes;
using MailStore.Server.Transfer;
using MailStore.Server.Transfer.Maildir;
using MailStore.Server.Transfer.Mbox;
using MailStore.Server.Transfer.Reading;

namespace MailStore.Server.Cli.Transfer;

/// <summary>Finds out in which of its formats Dovecot keeps a user's mail.</summary>
internal static class DovecotPlace
{
    private static readonly string[] s_below = ["", "Maildir", "mail", "maildir"];

    public static IImportSource Open(string folder)
    {
        foreach (var place in s_below.Select(below => Path.Combine(folder, below)).Where(Directory.Exists))
        {
            if (Directory.Exists(Path.Combine(place, "mailboxes")) || Directory.Exists(Path.Combine(place, "storage")))
            {
                throw new ImportFaultException($"{place} is in dbox format, which is Dovecot's alone: leave Dovecot running and bring the mail over with 'mailstore import imap'.");
            }

            if (MaildirSource.IsMaildir(place))
            {
                return new MaildirSource(place);
            }

            if (Directory.Exists(Path.Combine(place, ".imap")) || File.Exists(Path.Combine(place, ".subscriptions")))
            {
                return new MboxSource(place, MailboxName.Inbox, MboxQuoting.None);
            }
        }

        throw new ImportFaultException($"In {folder} there is nothing that Dovecot writes: name the folder that its mail_location (mail_path) says.");
    }
}
