using System.Runtime.CompilerServices;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Imap.Replies;
using MailStore.Syntax.Imap;
using MailStore.Wire.Compression;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;
using MailStore.Wire.Peers;
using MailStore.Wire.Threading;

namespace MailStore.Imap.Session;

/// <summary>What a handler sees of its connection: the command in hand, who is logged in, what is selected, where replies go.</summary>
internal sealed class ImapSession(ImapFramer framer, Outbox output, Patience patience, ImapServices services, IClientConnection connection) : IDisposable
{
    private IAccount? _account;
    private DeflateLayer? _layer;
    private int _refusedLogins;

    public ImapServices Services => services;

    public ImapLimits Limits => services.Limits;

    public Outbox Output => output;

    /// <summary>Where the client is, and whether others can listen: then no password is taken (RFC 9051 §6.2.3).</summary>
    public IClientConnection Connection => connection;

    /// <summary>STARTTLS was answered with OK: the next octets are a handshake, and behind it everything begins anew.</summary>
    public bool BeginsTls { get; private set; }

    /// <summary>RFC 4978: COMPRESS was answered with OK.</summary>
    public bool IsCompressed { get; private set; }

    public ImapStates State => _account is null ? ImapStates.NotAuthenticated : Selected is null ? ImapStates.Authenticated : ImapStates.Selected;

    public IAccount Account => _account ?? throw new InvalidOperationException("Nobody is logged in.");

    public SelectedMailbox? Selected { get; private set; }

    /// <summary>What the client has enabled.</summary>
    public SessionFeatures Features { get; private set; }

    /// <summary>RFC 7162 §3.1: the client wants mod-sequences.</summary>
    public bool IsCondstore => Has(SessionFeatures.Condstore);

    /// <summary>The session has to end, whatever it is in the middle of: the server stops, or somebody ended it.</summary>
    public CancellationToken Ending => patience.Over;

    /// <summary>Of the command in hand.</summary>
    public CommandTag Tag { get; } = new();

    /// <summary>BYE was said.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The line in hand. Good until more is read.</summary>
    public Frame Frame => framer.Frame;

    /// <summary>Where the parse of the line in hand stopped.</summary>
    public ParseStop Stop { get; set; }

    /// <summary>RFC 5465; null before NOTIFY was said.</summary>
    public INotifications? Notifications { get; private set; }

    /// <summary>What the client is told of the selected mailbox.</summary>
    public MessageEvents Events => Notifications?.Selected ?? MessageEvents.All;

    /// <summary>RFC 2177: in IDLE.</summary>
    public bool IsIdling { get; set; }

    public bool HasTriedTooOften => _refusedLogins >= Limits.LoginsMax;

    /// <summary>False if the account has too many sessions.</summary>
    public bool TryLogIn(IAccount account)
    {
        if (!services.Seats.TryTake(account.Id, Limits.SessionsPerUserMax))
        {
            return false;
        }

        _account = account;
        framer.Limits = Limits.AfterLogin;
        patience.Limit = Limits.Autologout;
        return true;
    }

    public bool Tolerates(Tolerances tolerance) => (services.Tolerances & tolerance) != Tolerances.None;

    /// <summary>
    /// RFC 9051 §6.2.1: what the client sent behind STARTTLS without waiting may be somebody else's, and is never looked at. It is
    /// thrown away here, before the OK: what comes after the OK is the handshake.
    /// </summary>
    public void BeginTls()
    {
        framer.DiscardBuffered();
        BeginsTls = true;
    }

    /// <summary>RFC 8437 §3: as it was before the login, but for TLS.</summary>
    public void LogOut()
    {
        Select(null);
        Notify(null);
        LeaveSeat();
        Features = SessionFeatures.None;
        framer.Limits = Limits.BeforeLogin;
        patience.Limit = Limits.LoginTimeout;
    }

    /// <summary>RFC 4978 §3: from behind the OK on.</summary>
    public void BeginCompression() => IsCompressed = true;

    /// <summary>To be called when the OK has left.</summary>
    public void EnterCompression()
    {
        if (IsCompressed && _layer is null)
        {
            _layer = new(framer.Input, output.Pipe);
            framer.SwitchTo(_layer.Input);
            output.SwitchTo(_layer.Output);
        }
    }

    public void CountRefusedLogin() => _refusedLogins++;

    public void Select(SelectedMailbox? mailbox)
    {
        if (Selected is { } left)
        {
            Notifications?.Leave(left.Mailbox);
            left.Dispose();
        }

        Selected = mailbox;
    }

    /// <summary>From here on these are told, and no others.</summary>
    public void Notify(INotifications? notifications)
    {
        Notifications?.Dispose();
        Notifications = notifications;
    }

    /// <summary>Any thread: there is something to tell, whatever the client does.</summary>
    public void Interrupt() => framer.Input.CancelPendingRead();

    public bool Has(SessionFeatures feature) => (Features & feature) != SessionFeatures.None;

    /// <summary>RFC 7162 §3.1: the first command that wants mod-sequences is told where the selected mailbox stands.</summary>
    public void EnableCondstore() => Enable(SessionFeatures.Condstore);

    public void Enable(SessionFeatures features)
    {
        // RFC 7162 §3.2.3: who wants VANISHED wants mod-sequences too.
        features |= (features & SessionFeatures.Qresync) != SessionFeatures.None ? SessionFeatures.Condstore : SessionFeatures.None;
        var isFirst = !IsCondstore && (features & SessionFeatures.Condstore) != SessionFeatures.None;
        Features |= features;
        if (isFirst && Selected is { } selected)
        {
            Say(Reply.Ok(new ResponseCode(CodeKind.HighestModSeq, selected.View.SyncedTo.Value), "Mod-sequences are told from here on"));
        }
    }

    /// <summary>An untagged status line.</summary>
    public void Say(in Reply reply)
    {
        var line = output.Write();
        StatusLine.Untagged(ref line, reply);
        line.Dispose();
    }

    public void SayBye(in ResponseCode code, string text)
    {
        if (!IsOver && !output.IsInLiteral)
        {
            var line = output.Write();
            StatusLine.Bye(ref line, code, text);
            line.Dispose();
        }

        IsOver = true;
    }

    /// <summary>A sync point: what is new in the selected mailbox.</summary>
    public void Tell(in Announcement announcement)
    {
        if (Selected is { } selected && selected.Tell(output, Notifications is null ? announcement : announcement with { WithUids = true }, Features, Events) is { IsNone: false } first)
        {
            Notifications?.Arrived(first);
        }
    }

    /// <summary>
    /// RFC 7162 §3.2: what was told may be newer than an expunge that must wait. Who loses the connection now comes back with this
    /// mod-sequence, and hears of it.
    /// </summary>
    public void TellWithheld()
    {
        if (Has(SessionFeatures.Qresync) && Selected is { IsGone: false, View: { HasNews: true } view })
        {
            Say(Reply.Ok(new ResponseCode(CodeKind.HighestModSeq, view.SyncedTo.Value), "There is more, which is told later"));
        }
    }

    /// <summary>Behind <see cref="Tell"/>: what results that are kept up to date have it mean (RFC 5267 §4.3.2).</summary>
    public ValueTask TellResultsAsync() =>
        Selected is { Contexts.HasNews: true, IsGone: false } selected ? selected.Contexts.TellAsync(this) : ValueTask.CompletedTask;

    /// <summary>RFC 9051 §7.6</summary>
    public ValueTask ContinueAsync(string text)
    {
        var line = output.Write();
        StatusLine.Continuation(ref line, text);
        line.Dispose();
        return output.FlushAsync();
    }

    /// <summary>The same with a challenge of SASL.</summary>
    public ValueTask ChallengeAsync(ReadOnlyMemory<byte> challenge)
    {
        var line = output.Write();
        line.Token("+ "u8);
        line.Base64(challenge.Span);
        line.EndLine();
        line.Dispose();
        return output.FlushAsync();
    }

    /// <summary>Waits for the next line, of a command or of a dialogue.</summary>
    /// <exception cref="OperationCanceledException">The client took too long, or the server stops.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<FrameStatus> ReadAsync()
    {
        // RFC 9051 §5.4: what is told meanwhile does not give the client more time.
        var cancellation = patience.Begin();
        FrameStatus status;
        do
        {
            if (Notifications is { HasNews: true } news)
            {
                if (SocketThread.IsHere)
                {
                    await Task.Yield();
                }

                await news.TellAsync(this);
                await output.FlushAsync();
            }

            status = IsOver ? FrameStatus.Abandon : await framer.ReadAsync(cancellation);
        }
        while (status == FrameStatus.Interrupted);

        patience.End();
        return status == FrameStatus.Closed ? throw new ConnectionClosedException() : status;
    }

    /// <summary>Waits for a line of a dialogue. False if what came is none: the command is BAD, and perhaps the session over.</summary>
    /// <param name="isBrief">What is done with it does not take long.</param>
    public async ValueTask<bool> ReadLineAsync(bool isBrief = false)
    {
        var status = await ReadAsync();
        if (!isBrief && SocketThread.IsHere)
        {
            await Task.Yield();
        }

        if (status is FrameStatus.BareLineFeed or FrameStatus.Abandon)
        {
            SayBye(CodeKind.None, "That is no line");
        }

        return status == FrameStatus.Ready;
    }

    /// <summary>Appends a short literal and the line behind it to the line in hand.</summary>
    public async ValueTask<FrameStatus> AppendAsync(LiteralRequest literal)
    {
        var status = await framer.AppendLiteralAsync(literal, patience.Begin());
        patience.End();
        return status;
    }

    /// <summary>Ends the wait for a line: nothing of what the client says matters any more.</summary>
    public void StopReading() => patience.Stop();

    /// <summary>Sends the literal that the line ends with to the sink and parses the line behind it. What the line in hand held is gone after that.</summary>
    public async ValueTask<(ParseStatus Status, ImapCommand Behind)> StreamAsync(IOctetSink sink)
    {
        var literal = Stop.Literal;
        var read = await framer.CopyLiteralAsync(literal, new TimedSink(sink, patience), patience.Begin());
        patience.End();
        switch (read)
        {
            case FrameStatus.Ready:
                return await ResumeAsync(literal.ResumePoint);
            case FrameStatus.Closed:
                throw new ConnectionClosedException();
            default:
                return (ParseStatus.Invalid, default);
        }
    }

    private void LeaveSeat()
    {
        if (_account is { } account)
        {
            services.Seats.Leave(account.Id);
            _account = null;
        }
    }

    // The line behind a streamed literal, with the short ones that are in it.
    private async ValueTask<(ParseStatus Status, ImapCommand Behind)> ResumeAsync(byte resumePoint)
    {
        while (true)
        {
            var status = ImapParser.Resume(framer.Frame, resumePoint, out var behind, out var stop);
            Stop = stop;
            if (status != ParseStatus.NeedLiteral || stop.Literal.IsStreamed)
            {
                return (status, behind);
            }

            if (!framer.CanAppend(stop.Literal))
            {
                return (ParseStatus.Invalid, default);
            }

            if (stop.Literal.IsSynchronising)
            {
                await ContinueAsync("Send it");
            }

            switch (await AppendAsync(stop.Literal))
            {
                case FrameStatus.Ready:
                    break;
                case FrameStatus.Closed:
                    throw new ConnectionClosedException();
                default:
                    return (ParseStatus.Invalid, default);
            }
        }
    }

    public void Dispose()
    {
        Notifications?.Dispose();
        LeaveSeat();
        Selected?.Dispose();
        _layer?.Dispose();
    }
}
