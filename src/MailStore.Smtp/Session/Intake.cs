using System.Buffers;
using System.Runtime.CompilerServices;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Framing;

namespace MailStore.Smtp.Session;

/// <summary>
/// One message after the other on its way from the client to the store, and to whoever takes it on from here: piece by piece, with its trace header in
/// front. By DATA, or by one BDAT after the other. A session has one and uses it over and over.
/// </summary>
internal sealed class Intake(SmtpSession session) : IOctetSink, IAsyncDisposable
{
    private const int KeptBytesMax = 32 * 1024;

    private readonly SmtpSession _session = session;
    private readonly SubmittedHeader? _header = session.Role == SmtpRole.Submission ? new(session.Limits.HeaderBytesMax) : null;
    private readonly List<AccountId> _accounts = [];
    private IUpload? _upload;
    private ArrayBufferWriter<byte>? _mended;
    private ArrayBufferWriter<byte>? _kept;
    private bool _looksForLineEnds;
    private long _begun;
    private HopCounter _hops;
    private LineEndScanner _lineEnds;
    private bool _isTaken;

    /// <summary>When it began to come.</summary>
    public DateTimeOffset Received { get; private set; }

    /// <summary>Unique among what this server takes.</summary>
    public ulong Id { get; private set; }

    /// <summary>Octets of the client's, so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Why nothing can come of it, if that is known already.</summary>
    public Refusal Refusal => _upload?.Refusal ?? Refusal.None;

    /// <summary>RFC 5321 §6.3: it goes in circles.</summary>
    public bool HasTooManyHops => _hops.Hops > _session.Limits.HopsMax;

    /// <summary>There is a carriage return or a line feed that stands alone, in a message that came in chunks and is no binary one.</summary>
    public bool HasBareLineEnd => _lineEnds.HasFound;

    /// <summary>Of a user's message.</summary>
    public SubmittedHeader? Header => _header;

    /// <summary>The header as it came, if a notice is to hold it (RFC 3461 §6.2); as far as it fits.</summary>
    public ReadOnlySpan<byte> KeptHeader
    {
        get
        {
            var kept = _kept is null ? default : _kept.WrittenSpan;

            // The empty line is known by its carriage return, whether or not its line feed came in the same piece.
            var end = kept.IndexOf("\r\n\r"u8);
            return end < 0 ? kept : kept[..(end + 2)];
        }
    }

    public static async ValueTask<Intake> BeginAsync(SmtpSession session, bool isChunked)
    {
        var intake = session.Message;
        intake.Begin(isChunked);
        if (intake._upload is { } upload)
        {
            var path = Clean(session.Scratch);
            TraceHeader.WriteReturnPath(path, session.Envelope);
            await upload.WriteAsync(path.WrittenMemory);
        }

        var trace = Clean(session.Scratch);
        TraceHeader.WriteReceived(trace, session, intake.Id, intake.Received);
        await intake.PassAsync(trace.WrittenMemory, CancellationToken.None);
        return intake;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(ReadOnlySequence<byte> octets, CancellationToken cancellation)
    {
        Bytes += octets.Length;
        RequireSpeed();
        foreach (var piece in octets)
        {
            if (_kept is { WrittenCount: < KeptBytesMax } && !_hops.IsOver)
            {
                _kept.Write(piece.Span[..Math.Min(piece.Length, KeptBytesMax - _kept.WrittenCount)]);
            }

            _hops.Take(piece.Span);
            if (_mended is not null)
            {
                Clean(_mended);
                _lineEnds.Mend(piece.Span, _mended);
                await TakeAsync(_mended.WrittenMemory, cancellation);
                continue;
            }

            if (_looksForLineEnds)
            {
                _lineEnds.Look(piece.Span);
            }

            await TakeAsync(piece, cancellation);
        }
    }

    /// <summary>Behind the last octet.</summary>
    public async ValueTask EndAsync()
    {
        if (_mended is not null)
        {
            Clean(_mended);
            _lineEnds.Finish(_mended);
            await TakeAsync(_mended.WrittenMemory, CancellationToken.None);
        }
        else if (_looksForLineEnds)
        {
            _lineEnds.Finish(Clean(_session.Scratch));
        }

        if (_header is { IsOver: false })
        {
            var rest = Clean(_session.Scratch);
            _header.Finish(_session, Id, rest);
            await PassAsync(rest.WrittenMemory, CancellationToken.None);
        }
    }

    /// <summary>Makes messages of it: an outcome for each place of the envelope, once that is durable.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<IReadOnlyList<DeliveryResult>> DeliverAsync()
    {
        if (_upload is null)
        {
            return [];
        }

        _isTaken = true;
        var outcomes = await _session.Services.Store.Deliver(_upload, _session.Envelope.Places, Received);
        _session.Connection.Watch?.Delivered(Id, Bytes, _session.Envelope.Places, outcomes);
        return outcomes;
    }

    public ValueTask DisposeAsync()
    {
        var upload = _isTaken ? null : _upload;
        _upload = null;
        return upload is null ? ValueTask.CompletedTask : upload.DisposeAsync();
    }

    private void Begin(bool isChunked)
    {
        _upload = null;
        _accounts.Clear();
        var places = _session.Envelope.Places;
        for (var number = 0; number < places.Count; number++)
        {
            _accounts.Add(places[number].Account);
        }

        _header?.Clear();
        _kept = _session.Envelope.WantsNotices ? new() : null;

        // RFC 3030 §3: what is declared to be binary may hold anything. DATA is looked at by its framer.
        var isText = _session.Envelope.Body != BodyValueKind.BinaryMime;
        _mended = isText && _session.Settings.BareLineEnds == BareLineEnds.Mended ? _mended ?? new() : null;
        _looksForLineEnds = isText && isChunked && _mended is null;
        (_hops, _lineEnds, Bytes, _isTaken) = (default, default, 0, false);
        _begun = _session.Services.Clock.GetTimestamp();
        Received = _session.Services.Clock.GetUtcNow();
        Id = _session.Services.Ids.Next();
        _upload = places.Count > 0 ? _session.Services.Store.BeginUpload(_accounts, _session.Envelope.DeclaredBytes) : null;
    }

    private static ArrayBufferWriter<byte> Clean(ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        return buffer;
    }

    private ValueTask TakeAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation) =>
        _header is { IsOver: false } ? CompleteAsync(_header, octets, cancellation) : PassAsync(octets, cancellation);

    private async ValueTask CompleteAsync(SubmittedHeader header, ReadOnlyMemory<byte> octets, CancellationToken cancellation)
    {
        var lines = Clean(_session.Scratch);
        var used = header.Take(octets.Span, _session, Id, lines);
        await PassAsync(lines.WrittenMemory, cancellation);
        await PassAsync(octets[used..], cancellation);
    }

    private ValueTask PassAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation)
    {
        if (_session.Relayed is { } relayed)
        {
            return PassToBothAsync(relayed, octets, cancellation);
        }

        return _upload is null || octets.IsEmpty ? ValueTask.CompletedTask : _upload.WriteAsync(octets, cancellation);
    }

    private async ValueTask PassToBothAsync(Abstractions.Relaying.IRelayedMessage relayed, ReadOnlyMemory<byte> octets, CancellationToken cancellation)
    {
        if (_upload is not null)
        {
            await _upload.WriteAsync(octets, cancellation);
        }

        await relayed.WriteAsync(octets, cancellation);
    }

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
