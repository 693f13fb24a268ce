using System.Globalization;
using MailStore.Abstractions.Accounts;

namespace MailStore.Simulation.Sessions;

/// <summary>One client: what it enabled, its connection, and its view.</summary>
internal sealed class Client(int number, MailTruth truth, List<string> story) : IAsyncDisposable
{
    private SessionWire? _wire;
    private int _tags;
    private int _pending;
    private List<Slot> _kept = [];
    private ulong _keptModSeq;

    public int Number => number;

    /// <summary>"", "CONDSTORE", "QRESYNC" or "IMAP4rev2".</summary>
    public string Enabled { get; private set; } = "";

    public bool HasModSeqs => Enabled is "CONDSTORE" or "QRESYNC";

    public SessionView View { get; private set; } = new(truth, hasQresync: false, ownFlag: 0);

    public bool IsSelected { get; private set; }

    public SessionCommand? Idling { get; private set; }

    public uint OwnFlag => FlagBits.OwnOf(number);

    public async Task ConnectAsync(IMailStore store, TimeProvider clock, string enabled)
    {
        Enabled = enabled;
        _pending = 0;
        _wire = new SessionWire(store, clock);
        View = new SessionView(truth, enabled == "QRESYNC", OwnFlag);
        _kept = [];
        await _wire.ReadAsync();
        await DoAsync(new SessionCommand("LOGIN anna secret"));
        if (enabled.Length > 0)
        {
            await DoAsync(new SessionCommand($"ENABLE {enabled}"));
        }
    }

    /// <summary>A client with QRESYNC names what it knew when it left.</summary>
    public async Task<SessionCommand> SelectAsync(bool isReadOnly, uint validity)
    {
        var comesBack = _keptModSeq > 0 && Enabled == "QRESYNC" && _kept.Count > 0;
        var known = NumberSet.Write(_kept.Select(slot => slot.Uid));
        View = new SessionView(truth, Enabled == "QRESYNC", OwnFlag) { IsReadOnly = isReadOnly };
        View.Begin(comesBack ? _kept : []);
        if (comesBack)
        {
            View.Hear(_keptModSeq);
        }

        var verb = isReadOnly ? "EXAMINE" : "SELECT";
        var command = await DoAsync(new SessionCommand(comesBack ? $"{verb} INBOX (QRESYNC ({validity} {_keptModSeq} {known}))" : $"{verb} INBOX"));
        IsSelected = true;
        View.EndSelect();
        if (comesBack)
        {
            CheckResync(command);
        }

        return command;
    }

    /// <summary>The mailbox is not selected any more. What is known of it is kept.</summary>
    public void Leave()
    {
        IsSelected = false;
        _kept = [.. View.Slots.Where(slot => slot.Uid != 0)];
        _keptModSeq = View.HighestModSeq;
    }

    public async Task<SessionCommand> DoAsync(SessionCommand command)
    {
        command = await SendAsync(command);
        await EndAsync(command);
        SessionView.Require(command.Ending.StartsWith("OK", StringComparison.Ordinal), $"{command.Text}: {command.Ending}");
        return command;
    }

    public async Task<SessionCommand> SendAsync(SessionCommand command)
    {
        HearUnasked();
        _pending++;
        command = command with { Tag = "t" + (++_tags).ToString(CultureInfo.InvariantCulture) };
        Tell($"C: {command.Tag} {command.Text}");
        await _wire!.SendAsync($"{command.Tag} {command.Text}\r\n");
        return command;
    }

    /// <summary>Reads to the tagged response, whatever it says.</summary>
    public async Task EndAsync(SessionCommand command)
    {
        while (true)
        {
            var response = await ReadAsync();
            if (response[0] is '*' or '+')
            {
                lock (truth.Gate)
                {
                    View.Take(response, command);
                }

                continue;
            }

            SessionView.Require(response.StartsWith(command.Tag + " ", StringComparison.Ordinal), $"{command.Tag} was not answered");
            _pending--;
            command.Ending = response[(command.Tag.Length + 1)..];
            lock (truth.Gate)
            {
                View.Hear(command.Code("HIGHESTMODSEQ") is [var modSeq] ? ulong.Parse(modSeq, CultureInfo.InvariantCulture) : 0);
            }

            return;
        }
    }

    public async Task BeginIdleAsync()
    {
        Idling = await SendAsync(new SessionCommand("IDLE"));
        string response;
        do
        {
            response = await ReadAsync();
            View.Take(response, Idling);
        }
        while (response[0] != '+');
    }

    /// <summary>RFC 2177: an idle client hears of everything without asking.</summary>
    public async Task HearAsync()
    {
        while (View.Difference() is not null)
        {
            View.Take(await ReadAsync(), Idling!);
        }
    }

    public async Task EndIdleAsync()
    {
        var command = Idling!;
        Idling = null;
        Tell("C: DONE");
        await _wire!.SendAsync("DONE\r\n");
        await EndAsync(command);
    }

    public async ValueTask DisposeAsync()
    {
        Idling = null;
        IsSelected = false;
        _keptModSeq = 0;
        if (_wire is not null)
        {
            await _wire.DisposeAsync();
            _wire = null;
        }
    }

    private async Task<string> ReadAsync()
    {
        string response;
        try
        {
            response = await _wire!.ReadAsync();
        }
        catch (TimeoutException)
        {
            throw new SessionFault($"client {number} waits for ever; {View.Difference()}");
        }

        Tell("S: " + response);
        return response;
    }

    private void Tell(string line)
    {
        lock (story)
        {
            story.Add($"{number} {line}");
        }
    }

    // RFC 9051 §7.5.1: no EXPUNGE where no command is under way.
    private void HearUnasked()
    {
        while (_pending == 0 && _wire!.TryRead() is { } response)
        {
            Tell("S: " + response);
            View.Take(response, new SessionCommand("FETCH nothing"));
        }
    }

    // RFC 7162 §3.2.5.1: all that went of what the client knew, and nothing that it knows to be gone.
    private void CheckResync(SessionCommand command)
    {
        var late = command.Earlier.Where(uid => truth.At(uid).ExpungedAt is > 0 and var at && at <= _keptModSeq).ToList();
        SessionView.Require(late.Count == 0, $"{NumberSet.Write(late)} went before the client left, and it is told again");
        var unknown = command.Earlier.Where(uid => _kept.TrueForAll(slot => slot.Uid != uid)).ToList();
        SessionView.Require(unknown.Count == 0, $"{NumberSet.Write(unknown)} is told as gone, and the client did not ask for it");
    }
}
