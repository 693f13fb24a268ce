namespace MailStore.Mime.Headers;

/// <summary>Where the value of a field of the envelope lies in the header block.</summary>
internal readonly record struct FieldPlace(EnvelopeRole Role, int Offset, int Length);
