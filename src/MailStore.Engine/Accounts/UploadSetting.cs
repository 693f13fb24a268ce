using System.Buffers;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Accounts;

/// <summary>What all uploads of a store share.</summary>
internal sealed class UploadSetting(EngineLimits limits, IMessageAnalyst? analyst)
{
    /// <summary>A buffer holds at most a chunk and the facts behind it.</summary>
    private const int BufferBytesMax = 512 * 1024;

    /// <summary>Of each size; the shared pool keeps fewer than there are deliveries at a time.</summary>
    private const int BuffersMax = 160;

    public EngineLimits Limits => limits;

    public IMessageAnalyst? Analyst => analyst;

    public ArrayPool<byte> Buffers { get; } = ArrayPool<byte>.Create(BufferBytesMax, BuffersMax);
}
