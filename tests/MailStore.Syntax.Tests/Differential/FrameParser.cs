using MailStore.Syntax.Tests.Drive;
using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.Differential;

/// <summary>A generated Parse method, with Resume where the grammar streams.</summary>
internal sealed class FrameParser(FrameCall parse, ResumeCall? resume = null) : IFrameParser
{
    public ParseStatus Parse(Frame frame, out ParseStop stop) => parse(frame, out stop);

    public ParseStatus Resume(Frame frame, byte resumePoint, out ParseStop stop) =>
        resume is null ? throw new InvalidOperationException("This grammar has no streamed literals.") : resume(frame, resumePoint, out stop);
}
