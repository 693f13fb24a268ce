namespace MailStore.Wire.Writing;

/// <summary>An enhanced status code (RFC 3463 §2), as in <c>5.1.1</c>.</summary>
/// <param name="Class">2, 4 or 5: the first digit of the reply that it stands in (RFC 2034 §4).</param>
public readonly record struct EnhancedStatus(byte Class, ushort Subject, ushort Detail);
