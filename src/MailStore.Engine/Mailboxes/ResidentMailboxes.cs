using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Mailboxes;

/// <summary>
/// The mailboxes of a volume that were brought into memory last: they stay there though nobody uses them, and the others for as long as somebody
/// does. The writer's alone.
/// </summary>
internal sealed class ResidentMailboxes(int most)
{
    /// <summary>With more a mailbox is not held: the names of thousands take more than all else that is known of it, and somebody may fill many so.</summary>
    private const int KeywordsMax = KeywordBits.WordCount;

    private readonly MailboxState?[] _seats = new MailboxState?[Math.Max(1, most)];
    private int _next;

    public void Hold(MailboxState mailbox)
    {
        if (mailbox.Keywords.Count > KeywordsMax)
        {
            return;
        }

        mailbox.Seat = _next;
        _seats[_next] = mailbox;
        _next = (_next + 1) % _seats.Length;
    }

    /// <summary>It has changed, and may have become too heavy.</summary>
    public void Weigh(MailboxState mailbox)
    {
        if (mailbox.Keywords.Count > KeywordsMax && ReferenceEquals(_seats[mailbox.Seat], mailbox))
        {
            _seats[mailbox.Seat] = null;
        }
    }

    /// <summary>Nobody uses one yet: all are read anew when they are asked for.</summary>
    public void Clear() => Array.Clear(_seats);
}
