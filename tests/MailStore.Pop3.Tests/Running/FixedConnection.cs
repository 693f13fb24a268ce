using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using MailStore.Abstractions.Connections;

namespace MailStore.Pop3.Tests.Running;

/// <summary>A client that has said everything already.</summary>
internal sealed class FixedConnection(byte[] input, PipeWriter output) : IClientConnection, IDuplexPipe
{
    public PipeReader Input { get; } = PipeReader.Create(new ReadOnlySequence<byte>(input));

    public PipeWriter Output => output;

    public IDuplexPipe Transport => this;

    public IPEndPoint? Peer => null;

    public IPEndPoint? Local => null;

    public bool IsPrivate => true;

    public TlsSession? Tls => null;

    public bool CanStartTls => false;

    public ValueTask<IDuplexPipe> StartTlsAsync(CancellationToken cancellation) => throw new InvalidOperationException("There is no certificate.");
}
