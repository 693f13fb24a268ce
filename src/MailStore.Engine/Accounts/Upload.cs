using System.Buffers;
using System.Runtime.CompilerServices;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Accounts;

/// <summary>
/// A body on its way in. A small one stays in a pooled buffer and is written with the change that makes a message of it; of a
/// large one each chunk is appended as it fills up, while the next one is taken, so memory does not grow with the message.
/// </summary>
internal sealed class Upload : IUpload
{
    /// <summary>Chunks that are on their way to the disk while the next one fills up.</summary>
    private const int FlightsMax = 2;

    private const int FirstBufferBytes = 16 * 1024;

    private readonly UploadSetting _setting;
    private readonly UploadVolume[] _volumes;
    private readonly QuotaHold _hold;
    private readonly ArrayPool<byte> _buffers;
    private readonly EngineLimits _limits;
    private readonly int _chunkBytes;
    private readonly IMessageAnalysis? _analysis;
    private Queue<UploadFlight>? _flights;
    private byte[] _buffer;
    private int _buffered;
    private int _extraFlights;
    private bool _isOver;

    /// <param name="accounts">Those that it may go to, and the volumes that they live in.</param>
    /// <param name="freedBytes">Octets that go when it comes (RFC 8508 §3.4).</param>
    public Upload(IReadOnlyList<(IAccountHost Host, AccountId Account)> accounts, UploadSetting setting, long? announcedBytes, long freedBytes = 0)
    {
        _setting = setting;
        var (limits, analyst) = (setting.Limits, setting.Analyst);
        _buffers = setting.Buffers;
        _volumes = UploadVolume.Of(accounts);
        _limits = limits;
        _chunkBytes = _volumes.Length == 1 ? _volumes[0].Host.ChunkBytes : _volumes.Select(volume => volume.Host.ChunkBytes).DefaultIfEmpty(FirstBufferBytes).Min();
        _hold = new(accounts.Count <= 1 ? accounts : [.. accounts.Distinct()], freedBytes);
        Refusal = Early(announcedBytes ?? 0);
        _analysis = analyst?.Begin();
        _buffer = _buffers.Rent((int)Math.Clamp(announcedBytes ?? FirstBufferBytes, 256, _chunkBytes));
    }

    public long Length { get; private set; }

    public Refusal Refusal { get; private set; }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        cancellation.ThrowIfCancellationRequested();
        Length += octets.Length;
        if (Refusal == Refusal.None)
        {
            Refusal = Length > _limits.MessageBytesMax ? Refusal.TooLarge : _hold.Take(Length) ? Refusal.None : Refusal.OverQuota;
        }

        if (Refusal != Refusal.None)
        {
            return ValueTask.CompletedTask;
        }

        _analysis?.Take(octets.Span);
        if (octets.Length <= _chunkBytes - _buffered)
        {
            Keep(octets.Span);
            return ValueTask.CompletedTask;
        }

        return FillAsync(octets);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isOver)
        {
            _isOver = true;
            _analysis?.Dispose();
            await DropAsync();
        }
    }

    /// <summary>Ends the upload: a message is made of it, or a refusal.</summary>
    internal UploadedBody Take()
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        _isOver = true;
        using var analysis = _analysis;
        var facts = Refusal == Refusal.None && analysis is not null ? analysis.Finish() : MessageFacts.None;
        var factsBytes = facts.Octets.Length <= MessageFacts.OctetsMax ? facts.Octets.Length : 0;
        if (factsBytes > 0)
        {
            Grow(_buffered + factsBytes);
            facts.Octets.Span.CopyTo(_buffer.AsSpan(_buffered));
        }

        // Chunks that are under way land before the message does.
        _setting.ReturnFlights(_extraFlights);
        return new(_volumes, _buffers, _buffer, _buffered + factsBytes, _flights, _hold)
        {
            Refusal = Refusal,
            Size = Length,
            FactsBytes = factsBytes,
            ThreadKeys = facts.ThreadKeys[..Math.Min(facts.ThreadKeys.Length, _limits.ThreadKeysMax)].ToArray(),
        };
    }

    private Refusal Early(long announcedBytes)
    {
        if (announcedBytes > _limits.MessageBytesMax)
        {
            return Refusal.TooLarge;
        }

        var pressure = _volumes.Length == 1 ? _volumes[0].Host.Pressure() : _volumes.Select(volume => volume.Host.Pressure()).DefaultIfEmpty(Refusal.None).Min();
        return pressure != Refusal.None ? pressure : _hold.Take(announcedBytes) ? Refusal.None : Refusal.OverQuota;
    }

    private void Keep(ReadOnlySpan<byte> octets)
    {
        Grow(_buffered + octets.Length);
        octets.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += octets.Length;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FillAsync(ReadOnlyMemory<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            if (_buffered == _chunkBytes && !await FlyAsync())
            {
                Refusal = Refusal.Busy;
                return;
            }

            var count = Math.Min(octets.Length, _chunkBytes - _buffered);
            Keep(octets.Span[..count]);
            octets = octets[count..];
        }
    }

    // Sends the full buffer off and takes another one. False if a volume takes no more just now.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FlyAsync()
    {
        // Three buffers take turns, however large the message is; two, if many large ones come at once.
        _flights ??= [];
        var (flight, next) = (default(UploadFlight), default(byte[]));
        if (_flights.Count >= FlightsMax || (_flights.Count > 0 && !_setting.TryTakeFlight()))
        {
            flight = _flights.Dequeue();
            next = await flight.LandAsync();
        }
        else if (_flights.Count > 0)
        {
            _extraFlights++;
        }

        flight ??= new(_buffers);
        flight.Begin(_buffer);
        var octets = _buffer.AsMemory(0, _buffered);
        _flights.Enqueue(flight);
        (_buffer, _buffered) = (next ?? _buffers.Rent(_chunkBytes), 0);
        foreach (var volume in _volumes)
        {
            if (!flight.TrySend(volume, octets))
            {
                return false;
            }
        }

        return true;
    }

    private void Grow(int octets)
    {
        if (octets > _buffer.Length)
        {
            var larger = _buffers.Rent(Math.Max(octets, Math.Min(_buffer.Length * 2, _chunkBytes)));
            _buffer.AsSpan(0, _buffered).CopyTo(larger);
            _buffers.Return(_buffer);
            _buffer = larger;
        }
    }

    private async ValueTask DropAsync()
    {
        _hold.Dispose();
        _buffers.Return(_buffer);
        foreach (var flight in _flights ?? [])
        {
            await flight.SettleAsync();
        }

        _setting.ReturnFlights(_extraFlights);

        foreach (var volume in _volumes)
        {
            volume.Dispose();
        }
    }
}
