using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using MailStore.Abstractions.Changes;
using MailStore.Wire.Threading;

namespace MailStore.Server.Admin;

/// <summary>
/// The way into a running server for whoever may read the store's files anyway: a socket in its folder, for its owner alone. The store
/// belongs to the server while it runs, so commands that need it come through here.
/// </summary>
internal sealed class AdminSocket : IAsyncDisposable
{
    private const int Backlog = 16;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Socket _socket;
    private readonly string _path;
    private readonly Dictionary<string, AdminVerb> _verbs;
    private readonly Action<string> _report;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    private AdminSocket(Socket socket, string path, IEnumerable<AdminVerb> verbs, Action<string> report)
    {
        (_socket, _path, _report) = (socket, path, report);
        _verbs = verbs.ToDictionary(verb => verb.Name, StringComparer.Ordinal);
        _accepting = AcceptAsync();
    }

    public static string PathOf(string data) => Path.Combine(data, "admin.sock");

    /// <summary>For whoever holds the store: a socket that is there was left by a server that was killed.</summary>
    /// <returns>Null where there can be none; then that was reported, and the server does without.</returns>
    public static AdminSocket? Open(string data, IEnumerable<AdminVerb> verbs, Action<string> report)
    {
        var path = PathOf(data);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            File.Delete(path);
            socket.Bind(new UnixDomainSocketEndPoint(path));

            // Nobody can connect before Listen, so nobody gets in before this.
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, Private);
            }

            socket.Listen(Backlog);
            return new(socket, path, verbs, report);
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            report($"There is no admin socket, so 'mailstore who' and its like cannot reach this server: {path}: {fault.Message} A shorter path for the data helps if this one is too long.");
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        await _accepting;
        File.Delete(_path);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _socket.AcceptAsync(_stop.Token);
                open.RemoveAll(call => call.IsCompleted);
                open.Add(GuardAsync(client));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    /// <summary>What is wrong with one question is no trouble of the next.</summary>
    private async Task GuardAsync(Socket client)
    {
        var serving = ServeAsync(client);
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (serving.Exception?.InnerException is { } fault and not (IOException or OperationCanceledException))
        {
            _report($"The admin socket: {fault}");
        }
    }

    private async Task ServeAsync(Socket client)
    {
        await using var stream = new NetworkStream(client, ownsSocket: true);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var input = PipeReader.Create(stream, new(leaveOpen: true));
        var answer = await AnswerAsync(stream, input, gone);
        await stream.WriteAsync(AdminLine.Of(answer), gone.Token);
        await input.CompleteAsync();
    }

    private async Task<object> AnswerAsync(NetworkStream stream, PipeReader input, CancellationTokenSource gone)
    {
        var line = await ReadLineAsync(input, gone.Token);
        if (SocketThread.IsHere)
        {
            await Task.Yield();
        }

        if (!AdminLine.TryParse(line, out var question))
        {
            return new { fault = "A question is one line with one JSON object." };
        }

        var call = new AdminCall(question, value => TellAsync(stream, value, gone.Token), gone.Token);
        if (!_verbs.TryGetValue(call.Text(AdminLine.Verb), out var verb))
        {
            return new { fault = $"This server does not know '{call.Text(AdminLine.Verb)}'. It is perhaps of another version than the command." };
        }

        var leaving = LeaveAsync(input, gone);
        try
        {
            await verb.RunAsync(call);
            return new { end = AdminLine.Done };
        }
        catch (Exception fault) when (fault is AdminFaultException or StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            return new { fault = fault.Message };
        }
        finally
        {
            input.CancelPendingRead();
            await leaving;
        }
    }

    // Most verbs go on behind what they tell, and some of them for minutes.
    private static async ValueTask TellAsync(NetworkStream stream, object value, CancellationToken cancellation)
    {
        await stream.WriteAsync(AdminLine.Of(value), cancellation);
        if (SocketThread.IsHere)
        {
            await Task.Yield();
        }
    }

    /// <summary>Whoever asks says nothing more; when the socket ends, nobody wants the answer.</summary>
    private static async Task LeaveAsync(PipeReader input, CancellationTokenSource gone)
    {
        try
        {
            if (!(await input.ReadAsync(CancellationToken.None)).IsCanceled)
            {
                await gone.CancelAsync();
            }
        }
        catch (IOException)
        {
            await gone.CancelAsync();
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadLineAsync(PipeReader input, CancellationToken cancel)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancel);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = read.Buffer.Slice(0, end).ToArray();
                input.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            if (read.IsCompleted || read.Buffer.Length > AdminLine.OctetsMax)
            {
                return default;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
