using System.Buffers;
using MailStore.Engine.Messages;
using MailStore.Log.Records;
using Xunit;

namespace MailStore.Engine.Tests.Messages;

public sealed class PieceCacheTests
{
    private const int CacheBytes = 1024 * 1024;
    private readonly PieceCache _cache = new(CacheBytes);

    [Fact]
    public void What_was_kept_is_found_under_its_body_and_kind_and_nothing_else_is()
    {
        _cache.Keep(Body(1), 7, "one"u8);
        _cache.Keep(Body(1), 8, "two"u8);
        _cache.Keep(Body(2), 7, "three"u8);
        Assert.Equal("one"u8, Read(Body(1), 7));
        Assert.Equal("two"u8, Read(Body(1), 8));
        Assert.Equal("three"u8, Read(Body(2), 7));
        Assert.True(Read(Body(2), 8).IsEmpty);
        Assert.True(Read(Body(3), 7).IsEmpty);
        Assert.True(Read(Body(1), new UInt128(1, 7)).IsEmpty);
    }

    [Fact]
    public void The_oldest_goes_and_what_is_found_is_always_whole()
    {
        const int Count = 20_000;
        var found = 0;
        for (var number = 1; number <= Count; number++)
        {
            _cache.Keep(Body(number), PieceCache.Facts, Piece(number));
        }

        for (var number = 1; number <= Count; number++)
        {
            var piece = Read(Body(number), PieceCache.Facts);
            Assert.True(piece.IsEmpty || piece.SequenceEqual(Piece(number)));
            found += piece.IsEmpty ? 0 : 1;
        }

        Assert.InRange(found, CacheBytes / 1000, CacheBytes / 100);
        Assert.False(Read(Body(Count), PieceCache.Facts).IsEmpty);
        Assert.True(Read(Body(1), PieceCache.Facts).IsEmpty);
    }

    [Fact]
    public void A_large_piece_and_an_empty_one_are_not_kept()
    {
        _cache.Keep(Body(1), 7, new byte[(16 * 1024) + 1]);
        _cache.Keep(Body(2), 7, []);
        Assert.True(Read(Body(1), 7).IsEmpty);
        Assert.False(_cache.TryRead(Body(2), 7, new ArrayBufferWriter<byte>()));
    }

    [Fact]
    public async Task Many_threads_read_what_others_write()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var number = 1; number <= 20_000; number++)
            {
                _cache.Keep(Body((number * 4) + thread), PieceCache.Facts, Piece((number * 4) + thread));
                var other = (number * 4) + ((thread + 1) % 4);
                var piece = Read(Body(other), PieceCache.Facts);
                Assert.True(piece.IsEmpty || piece.SequenceEqual(Piece(other)));
            }
        })));
    }

    private static LogAddress Body(int number) => new(segment: 3, (uint)(number * 4096));

    private static byte[] Piece(int number)
    {
        var piece = new byte[100 + (number % 700)];
        Array.Fill(piece, (byte)number);
        return piece;
    }

    private ReadOnlySpan<byte> Read(LogAddress body, UInt128 kind)
    {
        var into = new ArrayBufferWriter<byte>();
        return _cache.TryRead(body, kind, into) ? into.WrittenSpan : default;
    }
}
