using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace MailStore.Server.Accounts.Embedded;

/// <summary>
/// What was derived from passwords that proved right, for some minutes: a program that logs in for each message would cost thousands
/// of rounds each time. Passwords and names do not stand here: an entry is found by a hash of salt, rounds and password under a key
/// that dies with the process. What was derived is compared with the user's record each time, so a change of the record holds at once.
/// What proves wrong costs the derivation always, so the clock tells nobody whether a name exists.
/// </summary>
internal sealed class ProvenKeys(TimeProvider clock)
{
    /// <summary>An entry lives for one to two of these.</summary>
    private static readonly TimeSpan s_turn = TimeSpan.FromMinutes(5);

    private const int CountMax = 16 * 1024;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly Lock _gate = new();
    private ConcurrentDictionary<UInt128, byte[]> _young = new();
    private ConcurrentDictionary<UInt128, byte[]> _old = new();
    private long _turnedAt = clock.GetTimestamp();

    public int Count => _young.Count + _old.Count;

    public UInt128 TagOf(ReadOnlySpan<byte> salt, int iterations, ReadOnlySpan<byte> password)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        Span<byte> numbers = stackalloc byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, iterations);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[sizeof(int)..], salt.Length);
        hash.AppendData(numbers);
        hash.AppendData(salt);
        hash.AppendData(password);
        Span<byte> tag = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hash.GetHashAndReset(tag);
        return BinaryPrimitives.ReadUInt128LittleEndian(tag);
    }

    /// <summary>Null if nothing is known of it any more.</summary>
    public byte[]? Find(UInt128 tag)
    {
        TurnIfDue();
        return _young.TryGetValue(tag, out var key) || _old.TryGetValue(tag, out key) ? key : null;
    }

    public void Add(UInt128 tag, byte[] storedKey)
    {
        TurnIfDue();
        if (_young.Count < CountMax)
        {
            _young[tag] = storedKey;
        }
    }

    private void TurnIfDue()
    {
        if (clock.GetElapsedTime(Volatile.Read(ref _turnedAt)) < s_turn)
        {
            return;
        }

        lock (_gate)
        {
            var passed = clock.GetElapsedTime(_turnedAt);
            if (passed >= s_turn)
            {
                _old = passed < 2 * s_turn ? _young : new();
                _young = new();
                Volatile.Write(ref _turnedAt, clock.GetTimestamp());
            }
        }
    }
}
