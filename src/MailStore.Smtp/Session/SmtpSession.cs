using System.Buffers;
using System.Runtime.CompilerServices;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Abstractions.Relaying;
using MailStore.Smtp.Replies;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;
using MailStore.Wire.Peers;

namespace MailStore.Smtp.Session;

/// <summary>What a handler sees of its connection: the command in hand, who the client is, the transaction, where replies go.</summary>
internal sealed class SmtpSession(SmtpInput input, Outbox output, Patience patience, IClientConnection connection, Visitor visitor, SmtpServices services)
    : IAsyncDisposable
{
    private Intake? _message;
    private TimedSink? _messageSink;
    private int _refusedLogins;

    public SmtpServices Services => services;

    public SmtpSettings Settings => services.Settings;

    public SmtpLimits Limits => services.Limits;

    public SmtpRole Role => services.Settings.Role;

    public IClientConnection Connection => connection;

    public Visitor Visitor => visitor;

    public SmtpInput Input => input;

    public Outbox Output => output;

    public Patience Patience => patience;

    public Envelope Envelope { get; } = new();

    /// <summary>The message that comes in chunks, from the first BDAT on (RFC 3030 §2).</summary>
    public Intake? Intake { get; set; }

    /// <summary>What takes messages, one after the other: a session has one message at a time.</summary>
    public Intake Message => _message ??= new(this);

    /// <summary>The message, with a client that is given its time anew for each piece.</summary>
    public TimedSink MessageSink => _messageSink ??= new(Message, patience);

    /// <summary>The same message on its way to recipients elsewhere, from the first of them on.</summary>
    public IRelayedMessage? Relayed { get; set; }

    /// <summary>A chunk was refused: nothing but RSET and a greeting is heard until then (RFC 3030 §2).</summary>
    public bool HasFailedChunk { get; private set; }

    /// <summary>What is written in front of a message, and its header while it is read.</summary>
    public ArrayBufferWriter<byte> Scratch { get; } = new(1024);

    /// <summary>Where the recipient in hand is put.</summary>
    public List<Recipient> Found { get; } = [];

    /// <summary>STARTTLS was agreed to: this session ends, and another one begins inside of TLS (RFC 3207 §4.2).</summary>
    public bool IsTlsAgreed { get; set; }

    /// <summary>XCLIENT has said who the client is: a greeting is due again.</summary>
    public bool IsGreetingDue { get; set; }

    /// <summary>Transactions that were begun.</summary>
    public int Transactions { get; set; }

    /// <summary>Commands since the last message that was taken.</summary>
    public int CommandsInVain { get; set; }

    public bool HasTriedTooOften => _refusedLogins >= Limits.LoginsMax;

    public bool IsOver { get; set; }

    /// <summary>The line in hand. Good until more is read.</summary>
    public Frame Frame => input.Lines.Frame;

    public SmtpStates State
    {
        get
        {
            if (!visitor.HasGreeted)
            {
                return SmtpStates.Start;
            }

            if (Intake is not null || HasFailedChunk)
            {
                return SmtpStates.Chunks;
            }

            return !Envelope.IsOpen ? SmtpStates.Greeted : Envelope.Addressees.Count == 0 ? SmtpStates.Mail : SmtpStates.Recipients;
        }
    }

    public bool IsUtf8Allowed => Envelope.IsUtf8;

    public void CountRefusedLogin() => _refusedLogins++;

    /// <summary>A line of an answer that others follow.</summary>
    public void SayMore(in Reply reply) => ReplyText.More(output.Pipe, reply, IsUtf8Allowed);

    public void Say(in Reply reply)
    {
        ReplyText.Last(output.Pipe, reply, IsUtf8Allowed);
        IsOver |= reply.Closes;
    }

    /// <summary>RFC 5321 §4.1.1.5: sender, recipients and what came of the message are forgotten.</summary>
    public ValueTask ResetAsync()
    {
        Envelope.Clear();
        HasFailedChunk = false;
        return Intake is null && Relayed is null ? ValueTask.CompletedTask : DropAsync();
    }

    /// <summary>What came of the message is forgotten, and the rest of it is not wanted; sender and recipients stay, to be answered for.</summary>
    public async ValueTask FailChunkAsync()
    {
        HasFailedChunk = true;
        if (Intake is { } intake)
        {
            Intake = null;
            await intake.DisposeAsync();
        }
    }

    /// <summary>Waits for the next line, of a command or of a login.</summary>
    /// <exception cref="OperationCanceledException">The client took too long, or the server stops.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<FrameStatus> ReadAsync()
    {
        FrameStatus status;
        do
        {
            status = await input.Lines.ReadAsync(patience.Begin());
        }
        while (status == FrameStatus.Interrupted);

        patience.End();
        return status == FrameStatus.Closed ? throw new ConnectionClosedException() : status;
    }

    public ValueTask DisposeAsync() => ResetAsync();

    private async ValueTask DropAsync()
    {
        if (Intake is { } intake)
        {
            Intake = null;
            await intake.DisposeAsync();
        }

        if (Relayed is { } relayed)
        {
            Relayed = null;
            await relayed.DisposeAsync();
        }
    }
}
