namespace MailStore.Load.Driving;

/// <summary>A server says something else than the first one did. Whoever is right, their figures are not to be compared: it is left out, and the report says so.</summary>
internal sealed class OtherAnswerException(string message) : Exception(message);
