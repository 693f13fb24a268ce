namespace MailStore.Mime.Structure;

/// <summary>What the next octet belongs to.</summary>
internal enum ScanState : byte
{
    Header,
    Body,

    /// <summary>What stands behind a boundary in its line, line end included.</summary>
    BoundaryLine,
}
