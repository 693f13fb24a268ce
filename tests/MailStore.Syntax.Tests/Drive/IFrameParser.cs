using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.Drive;

/// <summary>A generated parser as tests see it: what it says of a frame, without the value.</summary>
internal interface IFrameParser
{
    ParseStatus Parse(Frame frame, out ParseStop stop);

    /// <summary>Goes on behind a streamed literal.</summary>
    ParseStatus Resume(Frame frame, byte resumePoint, out ParseStop stop);
}
