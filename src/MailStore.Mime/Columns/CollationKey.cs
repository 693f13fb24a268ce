using MailStore.Mime.Fields;

namespace MailStore.Mime.Columns;

/// <summary>Writes octets that compare as the texts do, by a collation that is not this project's business.</summary>
public delegate void CollationKey(ReadOnlySpan<char> text, OctetBuffer key);
