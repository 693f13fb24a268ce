using System.Collections.Immutable;

namespace MailStore.Server.Transfer;

/// <summary>What an import has done.</summary>
/// <param name="Known">Messages that an earlier run had brought over.</param>
/// <param name="Notes">What could not be kept as it was, in sentences.</param>
internal sealed record ImportReport(int Mailboxes, long Messages, long Bytes, long Known, ImmutableArray<string> Notes);
