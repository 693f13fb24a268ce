using System.IO.Pipelines;
using System.Net;
using System.Text;
using MailStore.Abstractions.Connections;

namespace MailStore.Server.Cli.Search;

/// <summary>A client that has said all it will say, and keeps what it is told.</summary>
internal sealed class ScriptedClient : IClientConnection, IDuplexPipe, IDisposable
{
    private readonly MemoryStream _replies = new();

    public ScriptedClient(byte[] script)
    {
        Input = PipeReader.Create(new MemoryStream(script));
        Output = PipeWriter.Create(_replies, new(leaveOpen: true));
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    public IDuplexPipe Transport => this;

    public IPEndPoint? Peer => null;

    public IPEndPoint? Local => null;

    public bool IsPrivate => true;

    public TlsSession? Tls => null;

    public bool CanStartTls => false;

    public string Replies => Encoding.UTF8.GetString(_replies.ToArray());

    public ValueTask<IDuplexPipe> StartTlsAsync(CancellationToken cancellation) => throw new IOException("There is no network to listen on.");

    public void Dispose() => _replies.Dispose();
}
