namespace MailStore.Server.Transfer.Writing;

/// <summary>What an export has written.</summary>
/// <param name="Known">Messages that an earlier run had written.</param>
internal sealed record ExportReport(int Mailboxes, long Messages, long Bytes, long Known);
