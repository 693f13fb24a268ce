using System.Text;
using MailStore.Log.Commit;
using MailStore.Log.Index;
using MailStore.Log.Records;

namespace MailStore.Log.Tests.Ledger;

/// <summary>The smallest engine there is: a numbered list of lines, and the number of each line's body.</summary>
internal sealed class LedgerState : IVolumeState
{
    private static readonly IndexKey CountKey = new(1, 0, 0);

    public List<Exception> Faults { get; } = [];

    public int Replayed { get; private set; }

    public int Published { get; private set; }

    public void Replay(LogAddress address, ReadOnlySpan<byte> change, IReplay replay)
    {
        Replayed++;
        if (change.IsEmpty)
        {
            return;
        }

        if (change[0] == (byte)'-')
        {
            var (number, length) = ReadRemoval(change);
            replay.Bodies.Release(BodyOf(replay.Index, number), length);
            return;
        }

        Add(replay.Index, change, replay.BodyBytes > 0 ? address : LogAddress.None);
    }

    public void Publish() => Published++;

    public void Closed(Exception fault) => Faults.Add(fault);

    public static int Count(IIndexReader index)
    {
        var buffer = new IndexBuffer();
        return index.TryRead(CountKey, buffer) ? BitConverter.ToInt32(buffer.Span) : 0;
    }

    public static void Add(IIndexWriter index, ReadOnlySpan<byte> line, LogAddress body)
    {
        var number = Count(index) + 1;
        index.Put(new IndexKey(2, 0, (ulong)number), line);
        index.Put(new IndexKey(3, 0, (ulong)number), BitConverter.GetBytes(body.Value));
        index.Put(CountKey, BitConverter.GetBytes(number));
    }

    public static byte[] Removal(int number, long length) => Encoding.UTF8.GetBytes($"-{number} {length}");

    public static LogAddress BodyOf(IIndexReader index, int number)
    {
        var buffer = new IndexBuffer();
        return index.TryRead(new IndexKey(3, 0, (ulong)number), buffer) ? new LogAddress(BitConverter.ToUInt64(buffer.Span)) : LogAddress.None;
    }

    public static IReadOnlyList<string> Lines(IIndexReader index)
    {
        var buffer = new IndexBuffer();
        List<string> lines = [];
        for (var number = 1; number <= Count(index); number++)
        {
            lines.Add(index.TryRead(new IndexKey(2, 0, (ulong)number), buffer) ? Encoding.UTF8.GetString(buffer.Span) : "(missing)");
        }

        return lines;
    }

    private static (int Number, long Length) ReadRemoval(ReadOnlySpan<byte> change)
    {
        var parts = Encoding.UTF8.GetString(change)[1..].Split(' ');
        return (int.Parse(parts[0]), long.Parse(parts[1]));
    }
}
