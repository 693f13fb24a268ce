using System.Buffers;
using System.Runtime.CompilerServices;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Framing;

namespace MailStore.Smtp.Session;

/// <summary>A message on its way from the client to the store, piece by piece, with its trace header in front. By DATA, or by one BDAT after the other.</summary>
internal sealed class Intake : IOctetSink, IAsyncDisposable
{
    private readonly SmtpSession _session;
    private readonly IUpload _upload;
    private readonly bool _mendsLineEnds;
    private readonly bool _looksForLineEnds;
    private readonly long _begun;
    private HopCounter _hops;
    private LineEndScanner _lineEnds;
    private bool _isTaken;

    private Intake(SmtpSession session, IUpload upload, bool isChunked)
    {
        _session = session;
        _upload = upload;

        // RFC 3030 §3: what is declared to be binary may hold anything. DATA is looked at by its framer.
        var isText = session.Envelope.Body != BodyValueKind.BinaryMime;
        _mendsLineEnds = isText && session.Settings.BareLineEnds == BareLineEnds.Mended;
        _looksForLineEnds = isText && isChunked;
        _begun = session.Services.Clock.GetTimestamp();
        Received = session.Services.Clock.GetUtcNow();
    }

    /// <summary>When it began to come.</summary>
    public DateTimeOffset Received { get; }

    /// <summary>Unique among what this server takes.</summary>
    public ulong Id { get; private init; }

    /// <summary>Octets of the client's, so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Why nothing can come of it, if that is known already.</summary>
    public Refusal Refusal => _upload.Refusal;

    /// <summary>RFC 5321 §6.3: it goes in circles.</summary>
    public bool HasTooManyHops => _hops.Hops > _session.Limits.HopsMax;

    /// <summary>There is a carriage return or a line feed that stands alone, in a message that came in chunks and is no binary one.</summary>
    public bool HasBareLineEnd => _looksForLineEnds && !_mendsLineEnds && _lineEnds.HasFound;

    public static async ValueTask<Intake> BeginAsync(SmtpSession session, bool isChunked)
    {
        var places = session.Envelope.Places;
        var accounts = new List<AccountId>(places.Count);
        foreach (var place in places)
        {
            accounts.Add(place.Account);
        }

        var upload = session.Services.Store.BeginUpload(accounts, session.Envelope.DeclaredBytes);
        var intake = new Intake(session, upload, isChunked) { Id = session.Services.Ids.Next() };
        var trace = session.Scratch;
        trace.ResetWrittenCount();
        TraceHeader.WriteReturnPath(trace, session.Envelope);
        TraceHeader.WriteReceived(trace, session, intake.Id, intake.Received);
        await upload.WriteAsync(trace.WrittenMemory);
        return intake;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(ReadOnlySequence<byte> octets, CancellationToken cancellation)
    {
        Bytes += octets.Length;
        RequireSpeed();
        foreach (var piece in octets)
        {
            _hops.Take(piece.Span);
            if (_mendsLineEnds)
            {
                var mended = _session.Scratch;
                mended.ResetWrittenCount();
                _lineEnds.Mend(piece.Span, mended);
                await _upload.WriteAsync(mended.WrittenMemory, cancellation);
                continue;
            }

            if (_looksForLineEnds)
            {
                _lineEnds.Look(piece.Span);
            }

            await _upload.WriteAsync(piece, cancellation);
        }
    }

    /// <summary>Makes messages of it: an outcome for each place of the envelope, once that is durable.</summary>
    public async ValueTask<IReadOnlyList<DeliveryResult>> DeliverAsync()
    {
        if (_mendsLineEnds)
        {
            var rest = _session.Scratch;
            rest.ResetWrittenCount();
            _lineEnds.Finish(rest);
            await _upload.WriteAsync(rest.WrittenMemory);
        }

        _isTaken = true;
        return await _session.Services.Store.Deliver(_upload, _session.Envelope.Places, Received);
    }

    public ValueTask DisposeAsync() => _isTaken ? ValueTask.CompletedTask : _upload.DisposeAsync();

    // An octet now and then would keep a connection for days: each piece would be in time.
    private void RequireSpeed()
    {
        var passed = _session.Services.Clock.GetElapsedTime(_begun);
        if (passed > _session.Limits.CommandTimeout + TimeSpan.FromSeconds(Bytes / _session.Limits.BytesPerSecondMin))
        {
            throw new OperationCanceledException("The message comes too slowly.");
        }
    }
}
