using System.Globalization;
using MailStore.Load.Clients;
using MailStore.Load.Driving;
using MailStore.Load.Mail;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>What a mail program does when it looks again, from log-in to log-out, in a mailbox of its user's. New mail has come since the last time.</summary>
internal sealed class ProfileLoad(LoadTraits traits, int messages, ProfileKind kind) : ILoad
{
    private const string Mailbox = "profile";

    public LoadTraits Traits => traits;

    public bool Fits(Target target) => target.Imap is not null && (kind != ProfileKind.Desktop || HasResync(target));

    public void Prepare(Target target)
    {
        for (var worker = 0; worker < traits.Bounds.Workers; worker++)
        {
            using var client = Mailboxes.LogIn(target, Users.At(worker));
            client.Send($"y DELETE {Mailbox}\r\n");
            client.Until("y ");
            Mailboxes.Fill(target, Users.At(worker), Mailbox, messages);
        }
    }

    public Target BeginRound(Target target, int round) => target;

    public IWorker Join(Target target, int worker, int round) => new Worker(target, Users.At(worker), kind, new Random((round * 100) + worker));

    private static bool HasResync(Target target)
    {
        using var client = Mailboxes.LogIn(target, Users.At(0));
        return client.Ask("CAPABILITY", "* CAPABILITY").Contains("QRESYNC", StringComparison.Ordinal);
    }

    private sealed class Worker(Target target, string user, ProfileKind kind, Random dice) : IWorker
    {
        private (string Validity, string ModSeq)? _known;

        public void Do(Tally tally)
        {
            using var client = Mailboxes.LogIn(target, user);
            Append(client);
            switch (kind)
            {
                case ProfileKind.Phone:
                    LookAsPhone(client);
                    break;
                case ProfileKind.Webmail:
                    LookAsWebmail(client);
                    break;
                default:
                    LookAsDesktop(client);
                    break;
            }

            client.Do("LOGOUT");
            tally.Done(1);
        }

        public void Dispose()
        {
        }

        private void Append(ImapClient client)
        {
            var message = RealMix.At(dice.Next(1000));
            client.Send(string.Create(CultureInfo.InvariantCulture, $"x APPEND {Mailbox} {{{message.Length}+}}\r\n"));
            client.Send([.. message, .. "\r\n"u8]);
            client.Finish("?");
        }

        // Flags of the newest, heads of what is new, the text of one, and that it was seen.
        private static void LookAsPhone(ImapClient client)
        {
            client.Do("LIST \"\" *");
            var count = Select(client);
            Fetch(client, Math.Max(1, count - 49), count, "(UID FLAGS)");
            Fetch(client, count, count, "(UID FLAGS RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS (DATE FROM TO CC SUBJECT MESSAGE-ID REFERENCES)])");
            Fetch(client, count, count, "(BODY.PEEK[TEXT]<0.65536>)");
            client.Do(string.Create(CultureInfo.InvariantCulture, $"STORE {count} +FLAGS (\\Seen)"));
        }

        // It knows nothing: a page of the list, and a message of it.
        private void LookAsWebmail(ImapClient client)
        {
            client.Do("LIST \"\" *");
            client.Do($"STATUS {Mailbox} (MESSAGES UNSEEN UIDNEXT)");
            var count = Select(client);
            client.Do("SEARCH UNSEEN");
            Fetch(client, Math.Max(1, count - 49), count, "(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)");
            var one = count - dice.Next(Math.Min(50, count));
            Fetch(client, one, one, "(BODY.PEEK[])");
        }

        // RFC 7162: what changed since the last time, and the new ones whole.
        private void LookAsDesktop(ImapClient client)
        {
            client.Do("ENABLE QRESYNC");
            client.Send(_known is var (validity, modSeq) ? $"x SELECT {Mailbox} (QRESYNC ({validity} {modSeq}))\r\n" : $"x SELECT {Mailbox}\r\n");
            var (count, ok) = (0, new Dictionary<string, string>());
            for (var line = client.Until(""); !line.StartsWith("x OK", StringComparison.Ordinal); line = client.Until(""))
            {
                count = line.EndsWith(" EXISTS", StringComparison.Ordinal) ? int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture) : count;
                if (line.StartsWith("* OK [", StringComparison.Ordinal) && line[6..].Split(' ', ']') is [var code, var value, ..])
                {
                    ok[code] = value;
                }
            }

            _known = (ok["UIDVALIDITY"], ok["HIGHESTMODSEQ"]);
            Fetch(client, count, count, "(UID FLAGS BODY.PEEK[])");
            client.Do(string.Create(CultureInfo.InvariantCulture, $"STORE {count} +FLAGS (\\Seen)"));
        }

        private static int Select(ImapClient client)
        {
            client.Send($"x SELECT {Mailbox}\r\n");
            for (var line = client.Until("* "); ; line = client.Until("* "))
            {
                if (line.EndsWith(" EXISTS", StringComparison.Ordinal))
                {
                    client.Finish("?");
                    return int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
                }
            }
        }

        private static void Fetch(ImapClient client, int first, int last, string items)
        {
            var count = client.Do(string.Create(CultureInfo.InvariantCulture, $"FETCH {first}:{last} {items}"), "FETCH");
            if (count != last - first + 1)
            {
                throw new InvalidDataException($"{count} messages of {last - first + 1} came.");
            }
        }
    }
}
