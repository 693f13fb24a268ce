using System.Buffers;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Accounts;

/// <summary>What all uploads of a store share.</summary>
internal sealed class UploadSetting(EngineLimits limits, IMessageAnalyst? analyst)
{
    /// <summary>A buffer holds at most a chunk and the facts behind it.</summary>
    private const int BufferBytesMax = 512 * 1024;

    /// <summary>Of each size; the shared pool keeps fewer than there are deliveries at a time.</summary>
    private const int BuffersMax = 256;

    /// <summary>Second chunks on their way to the disk, of all uploads together: with more at once each has one on its way and fills another.</summary>
    private const int FlightsMax = 32;

    private int _flights;

    public EngineLimits Limits => limits;

    public IMessageAnalyst? Analyst => analyst;

    /// <summary>Leave to have one more chunk under way. Whoever got it gives it back.</summary>
    public bool TryTakeFlight()
    {
        if (Interlocked.Increment(ref _flights) <= FlightsMax)
        {
            return true;
        }

        ReturnFlights(1);
        return false;
    }

    public void ReturnFlights(int count)
    {
        if (count > 0)
        {
            Interlocked.Add(ref _flights, -count);
        }
    }

    public ArrayPool<byte> Buffers { get; } = ArrayPool<byte>.Create(BufferBytesMax, BuffersMax);
}
