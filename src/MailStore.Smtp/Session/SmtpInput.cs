using System.IO.Pipelines;
using MailStore.Wire;
using MailStore.Wire.Framing;

namespace MailStore.Smtp.Session;

/// <summary>The three ways in which SMTP cuts its input, over one pipe. TLS brings another pipe, and so another of these.</summary>
internal sealed class SmtpInput(PipeReader input, Limits limits) : IDisposable
{
    // A lone line feed is refused: what follows would be read differently by others on the way.
    public LineFramer Lines { get; } = new(input, limits, LineEnds.CrLfOnly);

    public DotFramer Message { get; } = new(input, limits);

    public ChunkFramer Chunks { get; } = new(input, limits);

    public void Dispose() => Lines.Dispose();
}
