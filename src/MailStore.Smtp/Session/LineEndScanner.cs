using System.Buffers;

namespace MailStore.Smtp.Session;

/// <summary>Finds carriage returns and line feeds that stand alone, wherever the message is cut, and mends them if that is wanted.</summary>
internal struct LineEndScanner
{
    private static readonly SearchValues<byte> s_ends = SearchValues.Create("\r\n"u8);
    private bool _isBehindCr;

    /// <summary>One stood alone.</summary>
    public bool HasFound { get; private set; }

    public void Look(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty && !HasFound)
        {
            if (_isBehindCr)
            {
                HasFound = octets[0] != (byte)'\n';
                _isBehindCr = false;
                octets = octets[1..];
                continue;
            }

            var at = octets.IndexOfAny(s_ends);
            if (at < 0)
            {
                return;
            }

            HasFound = octets[at] == (byte)'\n';
            _isBehindCr = !HasFound;
            octets = octets[(at + 1)..];
        }
    }

    /// <summary>Copies with CRLF for each that stands alone.</summary>
    public void Mend(ReadOnlySpan<byte> octets, IBufferWriter<byte> output)
    {
        while (!octets.IsEmpty)
        {
            if (_isBehindCr)
            {
                output.Write("\n"u8);
                _isBehindCr = false;
                octets = octets[0] == (byte)'\n' ? octets[1..] : octets;
                continue;
            }

            var at = octets.IndexOfAny(s_ends);
            output.Write(at < 0 ? octets : octets[..at]);
            if (at < 0)
            {
                return;
            }

            output.Write(octets[at] == (byte)'\r' ? "\r"u8 : "\r\n"u8);
            _isBehindCr = octets[at] == (byte)'\r';
            octets = octets[(at + 1)..];
        }
    }

    /// <summary>Behind the last octet: a carriage return may still wait for its line feed.</summary>
    public void Finish(IBufferWriter<byte> output)
    {
        HasFound |= _isBehindCr;
        if (_isBehindCr)
        {
            output.Write("\n"u8);
            _isBehindCr = false;
        }
    }
}
