namespace MailStore.Imap.Session;

/// <summary>Messages that follow each other in a view, both ends included.</summary>
internal readonly record struct SequenceRange(int First, int Last);
