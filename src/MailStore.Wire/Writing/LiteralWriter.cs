using System.IO.Pipelines;

namespace MailStore.Wire.Writing;

/// <summary>
/// Writes a literal that comes in pieces, with flushes between: a body in a FETCH. Holds the pieces to the announced size, because one
/// octet more or less would make the client read the message as replies.
/// </summary>
public sealed class LiteralWriter(PipeWriter output)
{
    private bool _isLiteral8;

    /// <summary>Octets that are still owed.</summary>
    public ulong Remaining { get; private set; }

    /// <summary>Writes the header. A literal8 may hold NUL (RFC 3516 §4.1); elsewhere 0x80 is written for it.</summary>
    public void Begin(ulong size, bool isLiteral8)
    {
        if (Remaining > 0)
        {
            throw new InvalidOperationException("The literal before is not complete.");
        }

        using var reply = new ReplyWriter(output);
        reply.LiteralHeader(size, isLiteral8);
        Remaining = size;
        _isLiteral8 = isLiteral8;
    }

    /// <exception cref="InvalidOperationException">More octets than announced. Nothing of them is written.</exception>
    public void Write(ReadOnlySpan<byte> octets)
    {
        if ((ulong)octets.Length > Remaining)
        {
            throw new InvalidOperationException("A literal is exactly as long as announced.");
        }

        using var reply = new ReplyWriter(output);
        if (_isLiteral8)
        {
            reply.Put(octets);
        }
        else
        {
            reply.OctetsWithoutNul(octets);
        }

        Remaining -= (ulong)octets.Length;
    }

    /// <exception cref="InvalidOperationException">Octets are missing. The connection is lost: there is nothing true to send in their place.</exception>
    public void End()
    {
        if (Remaining > 0)
        {
            throw new InvalidOperationException("A literal is exactly as long as announced.");
        }
    }
}
