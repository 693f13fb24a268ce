using System.Globalization;
using MailStore.Simulation.Sessions;
using MailStore.Simulation.Torture.History;
using MailStore.Simulation.Torture.Wires;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Torture.Clients;

/// <summary>A mail program that does anything at random, until the server is gone.</summary>
/// <param name="isReader">It looks and flags, and leaves taking away to others.</param>
internal sealed class ImapWorker(TortureScene scene, string user, int number, bool isReader)
{
    private const int PrivateBoxes = 3;

    /// <summary>All of them are read after each kill.</summary>
    private const int MessagesMax = 40;

    private readonly Dice _dice = Dice.For(scene.Seed, "imap", ((ulong)scene.Round << 8) | (uint)number);
    private readonly MailHistory _history = scene.History;
    private ImapWire _wire = null!;
    private Box _box = null!;
    private ToldView _view = null!;
    private int _messages;

    public async Task RunAsync()
    {
        using var wire = await ImapWire.LogInAsync(scene.Imap, user, TortureScene.Password);
        _wire = wire;
        await SelectAsync(TortureScene.Inbox);
        while (true)
        {
            await StepAsync();
        }
    }

    private Task StepAsync()
    {
        var turn = _dice.Below(100);
        if (isReader)
        {
            return turn < 40 ? FlagAsync() : turn < 70 ? SearchAsync() : ScanAsync();
        }

        turn = _view.Uids.Count() > MessagesMax ? _dice.Between(58, 81) : turn;
        return turn switch
        {
            < 26 => AppendAsync(),
            < 46 => FlagAsync(),
            < 56 => TransferAsync(ChangeKind.Copy),
            < 68 => TransferAsync(ChangeKind.Move),
            < 82 => ExpungeAsync(),
            < 90 => ScanAsync(),
            < 96 => NameAsync(),
            _ => SelectAsync(AnyBox().Name),
        };
    }

    private string PrivateName(int box) => string.Create(CultureInfo.InvariantCulture, $"p{number}-b{box}");

    private Box AnyBox()
    {
        var names = Enumerable.Range(0, PrivateBoxes).Select(PrivateName).Append(TortureScene.Inbox).Append(TortureScene.Work);
        return _dice.Pick(names.Select(name => _history.Find(user, name)).OfType<Box>().ToList());
    }

    private async Task SelectAsync(string name)
    {
        _box = _history.Find(user, name)!;
        _view = new(_history, _box);
        var said = await DoAsync("SELECT " + name, mayExpunge: true);
        Fault.Unless(said.StartsWith("OK", StringComparison.Ordinal), $"SELECT of {_box} was answered '{said}'");
        await ScanAsync();
    }

    /// <summary>Learns what has arrived.</summary>
    private async Task ScanAsync()
    {
        await DoAsync("NOOP", mayExpunge: true);
        if (_view.HasUnknown)
        {
            var last = _view.Uids.DefaultIfEmpty().Max();
            await DoAsync(string.Create(CultureInfo.InvariantCulture, $"UID FETCH {last + 1}:* (UID FLAGS)"), mayExpunge: true);
        }

        var unseen = _view.Uids.Where(uid => !_history.Knows(_box, uid)).ToList();
        if (unseen.Count > 0)
        {
            await DoAsync($"UID FETCH {NumberSet.Write(unseen)} (UID FLAGS BODY.PEEK[])", mayExpunge: true);
        }
    }

    // What is indexed, what is not yet, and what a kill left half indexed is found alike.
    private async Task SearchAsync()
    {
        var copies = Claim(1);
        if (copies is [var copy])
        {
            var (since, found) = (_history.Now(), new List<string>());
            var said = await _wire.DoAsync($"UID SEARCH {(_dice.Percent(50) ? "SUBJECT" : "TEXT")} {copy.Token}", line =>
            {
                found.AddRange(line.StartsWith("* SEARCH", StringComparison.Ordinal) ? line.Split(' ').Skip(2) : []);
                _view.Take(line, since, mayExpunge: true);
            });
            var uid = copy.Uid.ToString(CultureInfo.InvariantCulture);
            Fault.Unless(!said.StartsWith("OK", StringComparison.Ordinal) || found.Contains(uid), $"{copy} was searched for and not found; found were {string.Join(' ', found)}");
        }

        _history.GiveBack(copies);
    }

    private async Task AppendAsync()
    {
        var tokens = Enumerable.Range(0, _dice.Percent(20) ? 3 : 1).Select(_ => NewToken()).ToList();
        var change = new Change(ChangeKind.Arrive) { To = AnyBox(), Tokens = tokens, Flags = AnyFlags() };
        var messages = tokens.Select(token => $" ({FlagBits.Write(change.Flags)}) {ImapWire.Literal(TortureMessage.Write(token))}");
        await DoAsync(change, $"APPEND {change.To!.Name}{string.Concat(messages)}", "APPENDUID");
    }

    private async Task FlagAsync()
    {
        var copies = Claim(4);
        if (copies.Count > 0)
        {
            var change = new Change(ChangeKind.Flag) { Copies = copies, Flags = AnyFlags() };
            await DoAsync(change, $"UID STORE {Uids(copies)} FLAGS{(_dice.Percent(50) ? ".SILENT" : "")} ({FlagBits.Write(change.Flags)})", "");
        }

        _history.GiveBack(copies);
    }

    private async Task TransferAsync(ChangeKind kind)
    {
        var copies = Claim(3);
        if (copies.Count > 0)
        {
            var change = new Change(kind) { Copies = copies, Tokens = [.. copies.Select(copy => copy.Token)], To = AnyBox() };
            if (change.To != _box && (kind == ChangeKind.Move || change.To!.Copies.Count < MessagesMax))
            {
                await DoAsync(change, $"UID {(kind == ChangeKind.Move ? "MOVE" : "COPY")} {Uids(copies)} {change.To!.Name}", "COPYUID");
            }
        }

        _history.GiveBack(copies);
    }

    private async Task ExpungeAsync()
    {
        var copies = Claim(_view.Uids.Count() > MessagesMax ? 15 : 3);
        if (copies.Count > 0)
        {
            await DoAsync(new Change(ChangeKind.Flag) { Copies = copies, Flags = FlagBits.Deleted }, $"UID STORE {Uids(copies)} FLAGS.SILENT (\\Deleted)", "");
            await DoAsync(new Change(ChangeKind.Expunge) { Copies = copies }, $"UID EXPUNGE {Uids(copies)}", "");
        }

        _history.GiveBack(copies);
    }

    // Mailboxes of its own, and none that is open.
    private async Task NameAsync()
    {
        var name = PrivateName(_dice.Below(PrivateBoxes));
        var box = _history.Find(user, name);
        var other = Enumerable.Range(0, PrivateBoxes).Select(PrivateName).FirstOrDefault(free => _history.Find(user, free) is null);
        if (box is null)
        {
            await DoAsync(new Change(ChangeKind.Create) { To = new(user, name) }, "CREATE " + name, "");
        }
        else if (box != _box && other is not null && _dice.Percent(60))
        {
            await DoAsync(new Change(ChangeKind.Rename) { To = box, NewName = other }, $"RENAME {name} {other}", "");
        }
        else if (box != _box)
        {
            await DoAsync(new Change(ChangeKind.Delete) { To = box }, "DELETE " + name, "");
        }
    }

    private string NewToken() => string.Create(CultureInfo.InvariantCulture, $"{scene.Seed}-{scene.Round}-i{number}-{_messages++}");

    private uint AnyFlags() => (uint)_dice.Below(512) & ~FlagBits.Deleted & ~_box.FlagsUnwatched;

    private List<Copy> Claim(int most)
    {
        var uids = _view.Uids.ToList();
        var first = uids.Count == 0 ? 0 : _dice.Below(uids.Count);
        return _history.Claim(_box, uids.Skip(first), _dice.Between(1, most));
    }

    private static string Uids(List<Copy> copies) => NumberSet.Write(copies.Select(copy => copy.Uid));

    private Task<string> DoAsync(string command, bool mayExpunge)
    {
        var since = _history.Now();
        return _wire.DoAsync(command, line => _view.Take(line, since, mayExpunge));
    }

    /// <param name="code">Which response code tells the UIDs.</param>
    private async Task DoAsync(Change change, string command, string code)
    {
        _history.Begin(change);
        var since = _history.Now();
        string[] told = [];
        var said = await _wire.DoAsync(command, line =>
        {
            told = code.Length > 0 && ImapWire.Code(line, code) is { Length: > 0 } words ? words : told;
            _view.Take(line, since, mayExpunge: true);
        });
        if (said.StartsWith("NO [UNAVAILABLE]", StringComparison.Ordinal))
        {
            throw new ServerGoneException(said);
        }

        Fault.Unless(said.StartsWith("OK", StringComparison.Ordinal), $"{change} was answered '{said}'");
        told = code.Length > 0 && ImapWire.Code(said, code) is { Length: > 0 } last ? last : told;
        _history.Done(change, UidsOf(change, told));
        scene.Acknowledge();
    }

    // RFC 4315 §3: the validity of where they arrived, where they were, and where they are, in the same order.
    private static List<uint> UidsOf(Change change, string[] told)
    {
        if (!change.Brings)
        {
            return [];
        }

        Fault.Unless(told.Length >= 2, $"{change} was answered without UIDs");
        Fault.Unless(change.To!.Validity == 0 || told[0] == change.To.Validity.ToString(CultureInfo.InvariantCulture), $"{change} was answered with UIDVALIDITY {told[0]} and not {change.To.Validity}");
        var uids = NumberSet.Read(told[^1]);
        Fault.Unless(uids.Count == change.Tokens.Count, $"{change} was answered with {uids.Count} UIDs");
        if (change.Kind == ChangeKind.Arrive)
        {
            return uids;
        }

        var from = NumberSet.Read(told[1]);
        return [.. change.Copies.Select(copy => uids[from.IndexOf(copy.Uid)])];
    }
}
