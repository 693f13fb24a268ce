namespace MailStore.Imap.Session;

/// <summary>The tag of the command in hand, kept apart: its frame goes when more is read, and the tag is needed at the end.</summary>
internal sealed class CommandTag
{
    private readonly byte[] _octets = new byte[ImapLimits.TagBytesMax];
    private int _length;

    /// <summary>There was none, or one that is too long to be told.</summary>
    public bool IsNone => _length == 0;

    public ReadOnlySpan<byte> Octets => _octets.AsSpan(0, _length);

    public void Take(ReadOnlySpan<byte> tag)
    {
        _length = tag.Length <= _octets.Length ? tag.Length : 0;
        tag[.._length].CopyTo(_octets);
    }
}
