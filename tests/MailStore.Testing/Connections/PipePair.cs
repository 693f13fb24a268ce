using System.IO.Pipelines;

namespace MailStore.Testing.Connections;

/// <summary>Two pipes, and the two ends that they make.</summary>
internal sealed class PipePair
{
    public PipePair(PipeOptions? replies, PipeOptions? requests)
    {
        var toServer = new Pipe(requests ?? PipeOptions.Default);
        var toClient = new Pipe(replies ?? PipeOptions.Default);
        Server = new PipeEnd(toServer.Reader, toClient.Writer);
        Client = new PipeEnd(toClient.Reader, toServer.Writer);
    }

    public IDuplexPipe Server { get; }

    public IDuplexPipe Client { get; }
}
