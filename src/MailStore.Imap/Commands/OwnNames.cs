using MailStore.Abstractions.Mailboxes;

namespace MailStore.Imap.Commands;

/// <summary>
/// Names that a client has done something to since it was told of news, which it is not told of again. What it says may change nothing, and so be no
/// news, as often as it likes: beyond a bound they are forgotten, and it hears of what it did itself.
/// </summary>
internal sealed class OwnNames(int max)
{
    private readonly HashSet<MailboxName> _names = [];

    public int Count => _names.Count;

    public bool Contains(MailboxName name) => _names.Contains(name);

    public void Add(MailboxName name)
    {
        if (_names.Count >= max)
        {
            _names.Clear();
        }

        _names.Add(name);
    }

    public void Clear() => _names.Clear();
}
