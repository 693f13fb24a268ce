namespace MailStore.Mime.Columns;

/// <summary>Octets that compare as the texts do, by a collation that is not this project's business.</summary>
public delegate byte[] CollationKey(ReadOnlySpan<char> text);
