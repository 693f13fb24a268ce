namespace MailStore.Wire.Framing;

/// <summary>The part of a framer that knows no pipe: it is fed with bytes as they come.</summary>
internal interface IFrameStep
{
    /// <summary>Takes bytes. <see cref="FrameStatus.NeedMore"/> means that all of them were used.</summary>
    FrameStatus Step(ReadOnlySpan<byte> input, out int used);
}
