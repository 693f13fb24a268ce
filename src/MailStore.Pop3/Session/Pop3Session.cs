using System.Runtime.CompilerServices;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Pop3.Replies;
using MailStore.Syntax.Pop3;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;
using MailStore.Wire.Peers;
using MailStore.Wire.Writing;

namespace MailStore.Pop3.Session;

/// <summary>What a handler sees of its connection: the command in hand, the maildrop, where replies go.</summary>
internal sealed class Pop3Session(LineFramer framer, Outbox output, Patience patience, Pop3Services services, IClientConnection connection, string stamp) : IDisposable
{
    private AccountId _taken;
    private int _refusedLogins;

    public Pop3Services Services => services;

    public Pop3Limits Limits => services.Limits;

    public Outbox Output => output;

    public IClientConnection Connection => connection;

    public Pop3States State => HasDrop ? Pop3States.Transaction : Pop3States.Authorization;

    public bool HasDrop { get; private set; }

    /// <summary>Good in the transaction state only.</summary>
    public Maildrop Drop { get => HasDrop ? field : throw new InvalidOperationException("Nobody is logged in."); private set; } = null!;

    /// <summary>RFC 1939 §7: what the greeting said. Empty: no APOP.</summary>
    public string Stamp => stamp;

    /// <summary>What USER said, until PASS.</summary>
    public byte[]? UserName { get; set; }

    /// <summary>RFC 6856 §2: the client takes UTF-8.</summary>
    public bool IsUtf8 { get; set; }

    /// <summary>The last word was said.</summary>
    public bool IsOver { get; private set; }

    /// <summary>STLS was answered with +OK: the next octets are a handshake, and behind it everything begins anew.</summary>
    public bool BeginsTls { get; private set; }

    /// <summary>A message is on its way: a line that was written now would be taken for a piece of it.</summary>
    public bool IsInMessage { get; set; }

    /// <summary>Writes messages.</summary>
    public DotWriter Dots { get; } = new(output.Pipe, keepsLineFeeds: true);

    /// <summary>The line in hand. Good until more is read.</summary>
    public Frame Frame => framer.Frame;

    public bool HasTriedTooOften => _refusedLogins >= Limits.LoginsMax;

    public Pop3ReplyWriter Write() => new(output.Pipe, IsUtf8);

    public void Say(in Reply reply)
    {
        if (reply.Kind != ReplyKind.Written)
        {
            var writer = Write();
            ReplyLine.Write(ref writer, reply);
            writer.Dispose();
        }
    }

    public void CountRefusedLogin() => _refusedLogins++;

    public void End() => IsOver = true;

    /// <summary>
    /// RFC 2595 §4: what the client sent behind STLS without waiting may be somebody else's, and is never looked at. It is thrown
    /// away here, before the +OK: what comes after that is the handshake.
    /// </summary>
    public void BeginTls()
    {
        framer.DiscardBuffered();
        BeginsTls = true;
    }

    /// <summary>False if another session has the maildrop. Whoever takes it opens it next, or ends the session.</summary>
    public bool TryTake(AccountId account)
    {
        if (!services.Drops.TryTake(account))
        {
            return false;
        }

        _taken = account;
        return true;
    }

    public void Open(Maildrop drop)
    {
        Drop = drop;
        HasDrop = true;
        framer.Limits = Limits.AfterLogin;
        patience.Limit = Limits.Autologout;
    }

    public ValueTask ChallengeAsync(ReadOnlyMemory<byte> challenge)
    {
        var writer = Write();
        writer.Challenge(challenge.Span);
        writer.Dispose();
        return output.FlushAsync();
    }

    /// <summary>Waits for the next line, of a command or of a dialogue.</summary>
    /// <exception cref="OperationCanceledException">The client took too long, or the server stops.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<FrameStatus> ReadAsync()
    {
        FrameStatus status;
        do
        {
            status = await framer.ReadAsync(patience.Begin());
        }
        while (status == FrameStatus.Interrupted);

        patience.End();
        return status == FrameStatus.Closed ? throw new ConnectionClosedException() : status;
    }

    /// <summary>RFC 1939 §6: releases the lock on the maildrop, before the client is told: it may come again at once.</summary>
    public void Release()
    {
        if (HasDrop)
        {
            Drop.Dispose();
            HasDrop = false;
        }

        if (!_taken.IsNone)
        {
            services.Drops.GiveBack(_taken);
            _taken = default;
        }
    }

    public void Dispose() => Release();
}
