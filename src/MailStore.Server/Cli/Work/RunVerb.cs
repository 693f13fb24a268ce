using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using MailStore.Abstractions.Accounts;
using MailStore.Server.Admin;
using MailStore.Server.Cli.Output;
using MailStore.Server.Stores;

namespace MailStore.Server.Cli.Work;

/// <summary>
/// The verb of the admin socket that runs a command on the store that is open: the same code as in a process of its own, with its words
/// sent over. <code>{"verb":"run","args":[...],"cwd":"/srv","input":"..."}</code> gives lines with <c>out</c>, <c>err</c> and, last, <c>code</c>.
/// </summary>
internal static class RunVerb
{
    public const string Name = "run";
    public const string Output = "out";
    public const string Error = "err";
    public const string Code = "code";

    /// <summary>Words that the other end has not read yet.</summary>
    private const int PendingMax = 1024;

    /// <param name="endSessions">Of a user; gives how many there were.</param>
    public static AdminVerb For(StoreFolder folder, Func<AccountName, int> endSessions, Func<Terminal, IStoreDoor, IEnumerable<Command>> commands) => new(
        Name,
        call => RunAsync(call, Args(call.Arguments), terminal => commands(terminal, new ServedDoor(folder, call.Text("cwd"), endSessions))));

    private static async Task RunAsync(AdminCall call, string[] args, Func<Terminal, IEnumerable<Command>> commands)
    {
        var words = Channel.CreateBounded<object>(PendingMax);
        var sending = SendAsync(call, words.Reader);
        var terminal = new Terminal(
            new MemoryStream(Encoding.UTF8.GetBytes(call.Text("input"))),
            new ChannelWriter(text => words.Writer.TryWrite(new { @out = text })),
            new ChannelWriter(text => words.Writer.TryWrite(new { err = text })),
            IsInteractive: false);
        var root = new Command("mailstore");
        foreach (var command in commands(terminal))
        {
            root.Add(command);
        }

        try
        {
            var code = await CommandRun.InvokeAsync(root, args, terminal, call.Cancel);
            await words.Writer.WriteAsync(new { code = (int)code }, call.Cancel);
        }
        finally
        {
            words.Writer.Complete();
            await sending;
        }
    }

    private static string[] Args(JsonElement arguments) => arguments.TryGetProperty("args", out var args) && args.ValueKind == JsonValueKind.Array
            && args.EnumerateArray().All(arg => arg.ValueKind == JsonValueKind.String)
        ? [.. args.EnumerateArray().Select(arg => arg.GetString()!)]
        : throw new AdminFaultException("The arguments of a command are a list of texts.");

    private static async Task SendAsync(AdminCall call, ChannelReader<object> words)
    {
        await foreach (var word in words.ReadAllAsync(call.Cancel))
        {
            await call.WriteAsync(word);
        }
    }
}
