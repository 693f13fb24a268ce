using System.IO.Compression;
using System.IO.Pipelines;

namespace MailStore.Wire.Compression;

/// <summary>
/// RFC 4978, RFC 1951: what goes out is deflated, and what comes in inflated, from one octet on. Each flush ends on a whole octet,
/// so that a peer can read everything that was said.
/// </summary>
public sealed class DeflateLayer : IDuplexPipe, IDisposable
{
    /// <summary>Small, since each connection holds it; a body goes through in more pieces.</summary>
    private const int ReadBytes = 4096;

    private readonly InflateStream _inflate;
    private readonly DeflateStream _deflate;

    public DeflateLayer(PipeReader input, PipeWriter output)
    {
        _inflate = new(input);
        _deflate = new(output.AsStream(leaveOpen: true), CompressionLevel.Fastest, leaveOpen: true);
        Input = PipeReader.Create(_inflate, new(bufferSize: ReadBytes, leaveOpen: true));
        Output = new DeflateWriter(_deflate, output);
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    /// <summary>The pipes beneath stay open, and belong to whoever gave them.</summary>
    public void Dispose()
    {
        _inflate.Dispose();

        // It would say that it ends here, into a pipe that may be closed: nobody is there to read it.
        Output.Complete();
    }
}
