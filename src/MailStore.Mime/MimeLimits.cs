namespace MailStore.Mime;

/// <summary>
/// How much of a message is looked at. Beyond a limit the result is shorter and still true: every octet lies in some part, and
/// the parts that are told about are whole.
/// </summary>
public sealed record MimeLimits
{
    public static MimeLimits Default { get; } = new();

    /// <summary>What is behind the last one belongs to it. Dovecot has the same number, so clients have seen it.</summary>
    public int PartsMax { get; init; } = 10_000;

    /// <summary>Multiparts and messages inside of each other; what lies deeper is a leaf. Real mail was seen with a dozen.</summary>
    public int DepthMax { get; init; } = 100;

    /// <summary>Header octets of all parts together that are kept for whoever renders them; later fields are not looked into.</summary>
    public int HeaderBytesMax { get; init; } = 1024 * 1024;

    /// <summary>Of one Content-Type, folded as it came.</summary>
    public int FieldBytesMax { get; init; } = 32 * 1024;

    /// <summary>Parameters of one field, each section of RFC 2231 counted.</summary>
    public int ParametersMax { get; init; } = 1000;

    /// <summary>RFC 2046 §5.1.1 has 70; what is longer is compared by so many octets.</summary>
    public const int BoundaryBytesMax = 80;
}
