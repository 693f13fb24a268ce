using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MailStore.Server.Admin;

namespace MailStore.Server.Tests.Admin;

public sealed class AdminSocketTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailstore-admin-").FullName;
    private readonly List<string> _reports = [];

    [Fact]
    public async Task A_question_is_answered_line_by_line()
    {
        await using var socket = Open(new AdminVerb("count", async call =>
        {
            for (var number = 0; number < call.Arguments.GetProperty("to").GetInt32(); number++)
            {
                await call.WriteAsync(new { Number = number });
            }
        }));
        Assert.Equal([0, 1, 2], (await AskAsync(new { verb = "count", to = 3 })).Select(line => line.GetProperty("number").GetInt32()));
        Assert.Empty(await AskAsync(new { verb = "count", to = 0 }));
    }

    [Fact]
    public async Task Only_the_owner_gets_at_the_socket_and_it_goes_with_the_server()
    {
        await using (Open())
        {
#pragma warning disable CA1416 // The tests run where the sockets are.
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(AdminSocket.PathOf(_folder)));
#pragma warning restore CA1416
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        Assert.Null(await AdminClient.TryConnectAsync(_folder, default));
    }

    [Fact]
    public async Task A_socket_that_a_killed_server_left_is_taken_over()
    {
        await File.WriteAllTextAsync(AdminSocket.PathOf(_folder), "");
        Assert.Null(await AdminClient.TryConnectAsync(_folder, default));
        await using var socket = Open(new AdminVerb("nothing", _ => Task.CompletedTask));
        Assert.Empty(await AskAsync(new { verb = "nothing" }));
    }

    [Fact]
    public async Task What_cannot_be_done_is_a_sentence()
    {
        await using var socket = Open(new AdminVerb("refuse", _ => throw new AdminFaultException("There is no such session.")));
        Assert.Equal("There is no such session.", await FaultAsync(new { verb = "refuse" }));
        Assert.Equal("This server does not know 'dance'. It is perhaps of another version than the command.", await FaultAsync(new { verb = "dance" }));
        Assert.Equal("A question is one line with one JSON object.", await FaultAsync("dance"));
        Assert.Empty(_reports);
    }

    [Theory]
    [InlineData("""{"verb":"\ud800"}""")]
    [InlineData("""{"\udc00":"count"}""")]
    [InlineData("""{"verb":["\ud800"]}""")]
    [InlineData("{\"verb\":\"\u0001\"}")]
    [InlineData("[]")]
    public async Task Odd_JSON_is_no_question(string line)
    {
        await using var socket = Open(new AdminVerb("count", _ => Task.CompletedTask));
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(AdminSocket.PathOf(_folder)));
        await using var stream = new NetworkStream(client, ownsSocket: false);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
        using var reader = new StreamReader(stream);
        Assert.Equal("""{"fault":"A question is one line with one JSON object."}""", await reader.ReadLineAsync());
        Assert.Empty(_reports);
    }

    [Fact]
    public async Task What_is_broken_behind_one_question_is_written_down_and_the_next_is_answered()
    {
        await using (Open(new AdminVerb("break", _ => throw new InvalidOperationException("Broken.")), new AdminVerb("nothing", _ => Task.CompletedTask)))
        {
            Assert.Equal("The server ended before it had answered.", await FaultAsync(new { verb = "break" }));
            Assert.Empty(await AskAsync(new { verb = "nothing" }));
        }

        Assert.Contains("Broken.", Assert.Single(_reports), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_hangs_up_is_no_longer_worked_for()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var socket = Open(new AdminVerb("wait", async call =>
        {
            await using var registration = call.Cancel.Register(ended.SetResult);
            begun.SetResult();
            await ended.Task;
        }));
        using var cancel = new CancellationTokenSource();
        var client = await AdminClient.TryConnectAsync(_folder, default);
        var asking = client!.CallAsync(new { verb = "wait" }, cancel.Token).GetAsyncEnumerator(cancel.Token).MoveNextAsync();
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await asking);
        await client.DisposeAsync();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private AdminSocket Open(params AdminVerb[] verbs) => AdminSocket.Open(_folder, verbs, _reports.Add) ?? throw new InvalidOperationException(_reports[^1]);

    private async Task<string> FaultAsync(object question) => (await Assert.ThrowsAsync<AdminFaultException>(() => AskAsync(question))).Message;

    private async Task<List<JsonElement>> AskAsync(object question)
    {
        await using var client = await AdminClient.TryConnectAsync(_folder, default);
        var lines = new List<JsonElement>();
        await foreach (var line in client!.CallAsync(question))
        {
            lines.Add(line);
        }

        return lines;
    }
}
