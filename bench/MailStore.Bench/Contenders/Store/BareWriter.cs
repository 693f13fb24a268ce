using System.Diagnostics;
using System.Runtime.InteropServices;
using MailStore.Log.Devices;

namespace MailStore.Bench.Contenders.Store;

/// <summary>What the disk gives at best: one thread, one file that grows, one direct and synced write after the other. No frames, nobody who waits.</summary>
internal static unsafe class BareWriter
{
    /// <summary>Seconds for so many writes of so many octets.</summary>
    public static double[] Run(string folder, int writes, int bytes)
    {
        using var storage = FileStorage.Create(folder);
        using var file = storage.Create("bare", WriteMode.Durable);
        var memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 4096);
        var seconds = new double[writes];
        try
        {
            var octets = new Span<byte>(memory, bytes);
            new Random(1).NextBytes(octets);
            for (var i = 0; i < writes; i++)
            {
                var start = Stopwatch.GetTimestamp();
                file.Write((long)i * bytes, octets);
                seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }

            return seconds;
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }
}
