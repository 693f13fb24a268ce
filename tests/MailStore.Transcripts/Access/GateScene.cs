using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using MailStore.Testing.Connections;
using MailStore.Testing.Time;
using MailStore.Transcripts.Drives;
using MailStore.Transcripts.Protocols;

namespace MailStore.Transcripts.Access;

/// <summary>Anna's mailboxes in the engine, with a session whose rights to them a test gives.</summary>
internal sealed class GateScene : IAsyncDisposable
{
    private readonly GivenRights _rights = new();
    private readonly MemoryConnection _connection = new() { IsPrivate = true };
    private readonly ManualClock _clock = new();
    private readonly Dictionary<string, MailboxId> _ids = new(StringComparer.Ordinal);
    private readonly EngineDrive _drive;
    private readonly StringBuilder _received = new();
    private Task _server = Task.CompletedTask;
    private IAccount _account = null!;

    private GateScene()
    {
        _drive = new EngineDrive(_clock) { Access = _rights };
    }

    /// <param name="mailbox">With two messages, and a child.</param>
    public static async Task<GateScene> OpenAsync(string mailbox)
    {
        var scene = new GateScene();
        var store = await scene._drive.OpenAsync();
        var created = await store.CreateAccount(AccountName.Create("anna"));
        scene._account = (await store.OpenAccountAsync(created.Id))!;
        foreach (var name in new[] { "Other", mailbox })
        {
            await scene._account.Create(MailboxName.Create(name));
            for (var count = 0; count < 2; count++)
            {
                var upload = scene._account.BeginUpload();
                await upload.WriteAsync("Subject: one\r\n\r\nText.\r\n"u8.ToArray());
                await scene._account.Append(MailboxName.Create(name), [new NewMessage(upload) { Flags = new(SystemFlags.Deleted) }]);
            }
        }

        scene._server = scene.ServeAsync(store);
        await scene.ReadAsync("*");
        await scene.DoAsync("LOGIN anna secret");
        return scene;
    }

    public async Task GiveAsync(string mailbox, MailboxRights rights)
    {
        // Found while it could be: without the right to read it is not opened to anybody.
        if (!_ids.TryGetValue(mailbox, out var id))
        {
            id = (await _account.OpenAsync(MailboxName.Create(mailbox)))!.Id;
            _ids.Add(mailbox, id);
        }

        _rights.Give(id, rights);
    }

    /// <summary>All lines that a command brings, without its tag.</summary>
    public async Task<string> DoAsync(string command)
    {
        await _connection.Client.Output.WriteAsync(Encoding.ASCII.GetBytes($"a {command}\r\n"));
        return await ReadAsync("a");
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.EndClientAsync();
        await _server;
        await _drive.DisposeAsync();
    }

    private async Task<string> ReadAsync(string tag)
    {
        while (true)
        {
            var text = _received.ToString();
            var start = text.StartsWith($"{tag} ", StringComparison.Ordinal) ? 0 : text.IndexOf($"\r\n{tag} ", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : -1;
            if (start >= 0 && text.IndexOf("\r\n", start, StringComparison.Ordinal) is >= 0 and var end)
            {
                _received.Remove(0, end + 2);
                return text[..start] + text[(start + tag.Length + 1)..end];
            }

            var result = await _connection.Client.Input.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
            foreach (var segment in result.Buffer)
            {
                _received.Append(Encoding.Latin1.GetString(segment.Span));
            }

            _connection.Client.Input.AdvanceTo(result.Buffer.End);
            Assert.False(result is { IsCompleted: true, Buffer.IsEmpty: true }, "The server has closed.");
        }
    }

    private async Task ServeAsync(IMailStore store)
    {
        await Task.Yield();
        await new ImapConnection(_connection, new ImapServices(store, new PasswordList(), _clock)).RunAsync();
        await _connection.EndServerAsync();
    }
}
