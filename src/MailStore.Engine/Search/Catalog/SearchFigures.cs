namespace MailStore.Engine.Search.Catalog;

/// <summary>How large a search index is.</summary>
/// <param name="Segments">Files.</param>
/// <param name="Mailboxes">That have any.</param>
/// <param name="Messages">That they cover; some of them may be expunged since.</param>
/// <param name="Bytes">On disk.</param>
/// <param name="TextBytes">Characters of text that they were made of.</param>
/// <param name="Faults">Segments that are not whole.</param>
public sealed record SearchFigures(int Segments, int Mailboxes, long Messages, long Bytes, long TextBytes, List<string> Faults);
