using MailStore.Log.Devices;

namespace MailStore.Engine.Volumes;

/// <summary>Whether the disk is nearly full, asked for at most once a second.</summary>
internal sealed class DiskGauge(IStorage storage, TimeProvider time, long freeBytesMin)
{
    private long _askedAt;
    private long _freeBytes;
    private int _isAsking;

    public bool IsLow
    {
        get
        {
            if (freeBytesMin <= 0)
            {
                return false;
            }

            var asked = Volatile.Read(ref _askedAt);
            var now = time.GetTimestamp();
            if ((asked == 0 || time.GetElapsedTime(asked, now) >= TimeSpan.FromSeconds(1)) && Interlocked.Exchange(ref _isAsking, 1) == 0)
            {
                Volatile.Write(ref _freeBytes, storage.FreeBytes);
                Volatile.Write(ref _askedAt, now == 0 ? 1 : now);
                Volatile.Write(ref _isAsking, 0);
            }

            return Volatile.Read(ref _freeBytes) < freeBytesMin && Volatile.Read(ref _askedAt) != 0;
        }
    }
}
