using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Searching;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Extensions.Contexts;

/// <summary>All results of one selected mailbox that are kept up to date.</summary>
/// <param name="open">Messages that are looked into while results are held against news, and not longer.</param>
internal sealed class ResultContexts(Func<IOpenedMessage> open) : IResultContexts
{
    private readonly List<ResultContext> _contexts = [];
    private UidSet _changed = UidSet.Empty;
    private UidSet _arrived = UidSet.Empty;

    public bool HasNews => !_changed.IsEmpty || !_arrived.IsEmpty;

    public int Count => _contexts.Count;

    public void Add(ResultContext context) => _contexts.Add(context);

    public bool Has(ReadOnlySpan<byte> tag) => IndexOf(tag) >= 0;

    /// <summary>False if there is none of that tag.</summary>
    public bool TryRemove(ReadOnlySpan<byte> tag)
    {
        var place = IndexOf(tag);
        if (place >= 0)
        {
            End(place);
        }

        return place >= 0;
    }

    public void Leave(ref ReplyWriter line, ViewChanges changes, SessionFeatures features)
    {
        foreach (var context in _contexts)
        {
            // RFC 9586 §3: from ENABLE on there are no numbers.
            if (context.IsUid || (features & SessionFeatures.UidOnly) == SessionFeatures.None)
            {
                context.Leave(ref line, changes);
            }
        }
    }

    public void Dispose()
    {
        for (var at = _contexts.Count - 1; at >= 0; at--)
        {
            End(at);
        }
    }

    public void Note(UidSet changed, UidSet arrived)
    {
        if (_contexts.Count > 0)
        {
            _changed = changed.IsEmpty ? _changed : _changed.Union(changed);
            _arrived = arrived.IsEmpty ? _arrived : _arrived.Union(arrived);
        }
    }

    public async ValueTask TellAsync(ImapSession session)
    {
        EndThoseOfNumbers(session);
        var view = session.Selected!.View;
        var (changed, arrived) = (view.Existing(_changed), view.Existing(_arrived));
        (_changed, _arrived) = (UidSet.Empty, UidSet.Empty);
        var message = open();
        for (var at = 0; at < _contexts.Count;)
        {
            if (await _contexts[at].TryTellAsync(session, message, changed, arrived))
            {
                at++;
                continue;
            }

            // Rather none from now on than a wrong one.
            Refuse(session, _contexts[at].Tag, "The text of an attachment cannot be read just now, so there is no sure answer");
            End(at);
        }
    }

    // They could only be told in numbers, which nobody can say any more.
    private void EndThoseOfNumbers(ImapSession session)
    {
        for (var at = _contexts.Count - 1; at >= 0 && session.Has(SessionFeatures.UidOnly); at--)
        {
            if (!_contexts[at].IsUid)
            {
                Refuse(session, _contexts[at].Tag, "It was asked for in message numbers");
                End(at);
            }
        }
    }

    private void End(int place)
    {
        _contexts[place].Places?.Dispose();
        _contexts.RemoveAt(place);
    }

    /// <summary>RFC 5267 §4.3.1</summary>
    public static void Refuse(ImapSession session, ReadOnlySpan<byte> tag, string why) =>
        session.Say(Reply.No(new ResponseCode(CodeKind.NoUpdate) { Words = System.Text.Encoding.ASCII.GetString(tag) }, why));

    private int IndexOf(ReadOnlySpan<byte> tag)
    {
        for (var at = 0; at < _contexts.Count; at++)
        {
            if (_contexts[at].Tag.SequenceEqual(tag))
            {
                return at;
            }
        }

        return -1;
    }
}
