using FASTER.core;

namespace MailStore.Log.Index;

/// <summary>A write that FASTER asked for. Its memory stays where it is until the callback was called.</summary>
internal readonly record struct DeviceWrite(nint Source, uint Segment, long Offset, int Length, DeviceIOCompletionCallback Callback, object Context);
