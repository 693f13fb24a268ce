namespace MailStore.Imap.Extensions.Threading;

/// <summary>Trees of messages, by the parent of each.</summary>
/// <param name="Of">By message: the number of another one, or of a dummy, or none.</param>
/// <param name="Dummies">How many there are; they are numbered from behind the messages on, and are heads of threads.</param>
internal readonly record struct ThreadParents(int[] Of, int Dummies);
