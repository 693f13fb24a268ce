namespace MailStore.Abstractions.Accounts;

/// <summary>RFC 5464: an annotation. The name is in lower case, such as <c>/private/comment</c>. A null value removes it.</summary>
public sealed record MetadataEntry(string Name, ReadOnlyMemory<byte>? Value)
{
    public const int NameLengthMax = 255;

    public const int ValueBytesMax = 64 * 1024;

    /// <summary>Of one mailbox, or of the account itself.</summary>
    public const int CountMax = 256;
}
