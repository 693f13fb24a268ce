using System.Globalization;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Simulation.FrontEnds;

/// <summary>What clients asked for and what they were told, held against what is there afterwards. A message is known by its subject.</summary>
internal sealed class Promises
{
    private readonly HashSet<(string Place, string Message)> _asked = [];
    private readonly HashSet<(string Place, string Message)> _kept = [];
    private readonly HashSet<(string Place, string Message)> _gone = [];
    private readonly HashSet<(string Place, string Message)> _flagged = [];
    private readonly HashSet<string> _mailboxes = [];
    private readonly List<(string From, string To, string Message)> _moved = [];

    private int _names;

    public int Told { get; private set; }

    public int Refused { get; private set; }

    /// <summary>A message comes to a place, which is a user and a mailbox.</summary>
    public async Task BringAsync(string place, string message, Task<bool> answer)
    {
        _asked.Add((place, message));
        if (Count(await answer))
        {
            _kept.Add((place, message));
        }
    }

    public async Task TakeAwayAsync(string place, string message, Task<bool> answer)
    {
        _kept.Remove((place, message));
        _flagged.Remove((place, message));
        if (Count(await answer))
        {
            _gone.Add((place, message));
        }
    }

    /// <summary>Whatever the answer was, it is in one of the places, and not in both.</summary>
    public async Task MoveAsync(string from, string to, string message, Task<bool> answer)
    {
        _moved.Add((from, to, message));
        _asked.Add((to, message));
        _kept.Remove((from, message));
        _flagged.Remove((from, message));
        if (Count(await answer))
        {
            _gone.Add((from, message));
            _kept.Add((to, message));
        }
    }

    public async Task FlagAsync(string place, string message, Task<bool> answer)
    {
        if (Count(await answer))
        {
            _flagged.Add((place, message));
        }
    }

    public string NewName() => string.Create(CultureInfo.InvariantCulture, $"name-{++_names}-");

    /// <summary>It is known to be there.</summary>
    public bool Has(string place, string message) => _kept.Contains((place, message));

    public bool HasMailbox(string place) => _mailboxes.Contains(place);

    public bool HasAny(string place) => _kept.Any(kept => kept.Place == place);

    public async Task CreateAsync(string place, Task<bool> answer)
    {
        if (Count(await answer))
        {
            _mailboxes.Add(place);
        }
    }

    public async Task CheckAsync(IMailStore store)
    {
        var (found, flagged, mailboxes) = (new List<(string, string)>(), new HashSet<(string, string)>(), new HashSet<string>());
        foreach (var user in FrontEndScene.Users)
        {
            var account = (await store.OpenAccountAsync(AccountName.Create(user)))!;
            foreach (var entry in account.Tree.Where(entry => entry.Exists))
            {
                var place = $"{user} {entry.Name.Text}";
                mailboxes.Add(place);
                using var view = await (await account.OpenAsync(entry.Name))!.OpenViewAsync(isReadOnly: true);
                for (var number = 1; number <= view.Count; number++)
                {
                    var message = (place, await SubjectAsync(view, view.UidAt(number)));
                    found.Add(message);
                    if (view.TryRead(view.UidAt(number), out var known) && (known.Flags & SystemFlags.Flagged) != SystemFlags.None)
                    {
                        flagged.Add(message);
                    }
                }
            }
        }

        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Empty(_kept.Except(found));
        Assert.Empty(found.Except(_asked));
        Assert.Empty(found.Intersect(_gone));
        Assert.Empty(_flagged.Except(flagged));
        Assert.All(_moved, move => Assert.NotEqual(found.Contains((move.From, move.Message)), found.Contains((move.To, move.Message))));
        Assert.Empty(_mailboxes.Except(mailboxes));
    }

    private bool Count(bool isDone)
    {
        (Told, Refused) = isDone ? (Told + 1, Refused) : (Told, Refused + 1);
        return isDone;
    }

    private static async Task<string> SubjectAsync(IMailboxView view, Uid uid)
    {
        using var content = (await view.OpenAsync(uid))!;
        var octets = new byte[content.Length];
        for (int at = 0, count; at < octets.Length && (count = await content.ReadAsync(at, octets.AsMemory(at))) > 0; at += count)
        {
        }

        return MailText.SubjectOf(System.Text.Encoding.Latin1.GetString(octets));
    }
}
