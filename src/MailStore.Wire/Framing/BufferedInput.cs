using System.IO.Pipelines;

namespace MailStore.Wire.Framing;

/// <summary>
/// What a peer sent ahead. Before TLS starts it must be dropped and held against the peer: an attacker may have put it
/// there to be read as if it came from inside the tunnel (RFC 3207 §4.2, RFC 9051 §6.2.1).
/// </summary>
internal static class BufferedInput
{
    public static bool IsThere(PipeReader input)
    {
        if (!input.TryRead(out var result))
        {
            return false;
        }

        var isThere = !result.Buffer.IsEmpty;
        input.AdvanceTo(result.Buffer.Start);
        Rearm(input, result);
        return isThere;
    }

    public static long Discard(PipeReader input)
    {
        long dropped = 0;
        while (input.TryRead(out var result))
        {
            dropped += result.Buffer.Length;
            var isLast = result.Buffer.IsEmpty || result.IsCompleted || result.IsCanceled;
            input.AdvanceTo(result.Buffer.End);
            Rearm(input, result);
            if (isLast)
            {
                break;
            }
        }

        return dropped;
    }

    private static void Rearm(PipeReader input, in ReadResult result)
    {
        if (result.IsCanceled)
        {
            input.CancelPendingRead();
        }
    }
}
