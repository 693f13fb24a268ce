using MailStore.Abstractions.Messages;
using MailStore.Engine.Mailboxes;
using MailStore.Engine.Tests.Rig;
using Xunit;

namespace MailStore.Engine.Tests.Mailboxes;

/// <summary>A view with a client behind it that keeps its own list from what it is told, as clients do.</summary>
internal sealed class WatchedView : IDisposable
{
    private readonly MailboxView _view;
    private readonly List<Uid> _client;
    private readonly Dictionary<Uid, MessageEntry> _known = [];

    public WatchedView(MailboxView view)
    {
        _view = view;
        _client = [.. view.Existing(UidSet.All).Each()];
        foreach (var uid in _client)
        {
            Learn(uid);
        }
    }

    public void Sync(bool withExpunges)
    {
        var (recent, vanished) = (_view.RecentCount, new List<Uid>());
        var changes = _view.Sync(withExpunges);
        foreach (var number in changes.Expunged)
        {
            vanished.Insert(0, _client[number - 1]);
            _client.RemoveAt(number - 1);
        }

        Assert.Equal(changes.Vanished.Each(), vanished);
        Assert.Equal(changes.HasArrivals, _view.Count > _client.Count);
        Assert.True(withExpunges || _view.RecentCount >= recent);
        for (var number = _client.Count + 1; number <= _view.Count; number++)
        {
            _client.Add(_view.UidAt(number));
            Learn(_client[^1]);
        }

        Assert.All(changes.FlagChanges.Each(), uid => Assert.True(_view.SequenceOf(uid) > 0));
        foreach (var uid in changes.FlagChanges.Each())
        {
            Learn(uid);
        }

        // What it was not told of has not changed; a message that it numbers though it is gone is as it was when it went.
        if (!_view.HasNews)
        {
            foreach (var uid in _client)
            {
                Assert.True(_view.TryRead(uid, out var entry));
                Assert.Equal(_known[uid], entry);
            }
        }
    }

    public void Check()
    {
        Assert.Equal(_client.Count, _view.Count);
        var entries = new MessageEntry[_client.Count + 1];
        Assert.Equal(_client.Count, _view.Read(1, entries));
        for (var place = 0; place < _client.Count; place++)
        {
            Assert.Equal(_client[place], _view.UidAt(place + 1));
            Assert.Equal(place + 1, _view.SequenceOf(_client[place]));
            Assert.Equal(_client[place], entries[place].Uid);
        }

        if (_client.Count > 0)
        {
            Assert.Equal(MailboxRig.TextOf(_client[^1]), MailboxRig.Text(_view, _client[^1]));
            Assert.Equal(MailboxRig.TextOf(_client[0]), MailboxRig.Text(_view, _client[0]));
        }
    }

    public void Dispose() => _view.Dispose();

    private void Learn(Uid uid)
    {
        Assert.True(_view.TryRead(uid, out var entry));
        _known[uid] = entry;
    }
}
