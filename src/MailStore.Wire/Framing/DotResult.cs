namespace MailStore.Wire.Framing;

/// <summary>How a dot-terminated message ended.</summary>
/// <param name="Status">Ready at its true end; Closed, or Abandon where too much would have to be dropped.</param>
/// <param name="Bytes">Octets of the message, dot-stuffing undone, the final dot line not counted. Those over the limit are counted too.</param>
/// <param name="Faults">All that was found.</param>
public readonly record struct DotResult(FrameStatus Status, long Bytes, DotFaults Faults);
