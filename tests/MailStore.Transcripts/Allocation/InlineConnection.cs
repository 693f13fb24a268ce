using System.IO.Pipelines;
using System.Net;
using MailStore.Abstractions.Connections;

namespace MailStore.Transcripts.Allocation;

/// <summary>A connection whose server runs on the thread of its client, as far as it need not wait: what it allocates can be counted there.</summary>
internal sealed class InlineConnection : IClientConnection, IDuplexPipe
{
    private static readonly PipeOptions s_inline = new(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false);

    private readonly Pipe _toServer = new(s_inline);

    // Not inline: the client would go on in the middle of the server's flush.
    private readonly Pipe _toClient = new(new PipeOptions(useSynchronizationContext: false));

    public IDuplexPipe Transport => this;

    public PipeReader Input => _toServer.Reader;

    public PipeWriter Output => _toClient.Writer;

    public PipeReader Replies => _toClient.Reader;

    public PipeWriter Commands => _toServer.Writer;

    public IPEndPoint? Peer => null;

    public IPEndPoint? Local => null;

    public bool IsPrivate => true;

    public TlsSession? Tls => null;

    public bool CanStartTls => false;

    public ValueTask<IDuplexPipe> StartTlsAsync(CancellationToken cancellation) => throw new InvalidOperationException("There is no TLS here.");
}
