using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using MailStore.Transcripts.Protocols;
using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts.Allocation;

/// <summary>A session of IMAP that has INBOX selected, of three messages, and allocates nothing of its own to be spoken to.</summary>
internal sealed class WarmSession : IAsyncDisposable
{
    private readonly InlineConnection _connection = new();
    private readonly Task _server;

    private WarmSession(IMailStore store)
    {
        _server = new ImapConnection(_connection, new ImapServices(store, new PasswordList(), TimeProvider.System)).RunAsync();
    }

    public static async Task<WarmSession> OpenAsync(IMailStore store)
    {
        await FillAsync(store);
        var session = new WarmSession(store);
        await session.SayAsync("x LOGIN anna secret\r\n"u8.ToArray());
        await session.SayAsync("x SELECT INBOX\r\n"u8.ToArray());
        await session.SayAsync("x NOOP\r\n"u8.ToArray());
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.Commands.CompleteAsync();
        await _server;
    }

    // On this thread, and not async: an awaiting client would be measured too.
    public void Say(byte[] line)
    {
        line.CopyTo(_connection.Commands.GetSpan(line.Length));
        _connection.Commands.Advance(line.Length);
#pragma warning disable CA2012 // The pipe never holds so much that it would wait.
        Assert.True(_connection.Commands.FlushAsync().IsCompleted);
#pragma warning restore CA2012
        var wait = default(SpinWait);
        while (!_connection.Replies.TryRead(out var read) || !HasEnded(read.Buffer))
        {
            wait.SpinOnce();
        }
    }

    // The tagged line is the last one.
    private bool HasEnded(System.Buffers.ReadOnlySequence<byte> replies)
    {
        var last = replies.FirstSpan;
        var hasEnded = replies.IsSingleSegment && last.LastIndexOf("\r\na OK "u8) is var end && (end >= 0 || last.StartsWith("a OK "u8));
        _connection.Replies.AdvanceTo(hasEnded ? replies.End : replies.Start, replies.End);
        return hasEnded;
    }

    private async Task SayAsync(byte[] line)
    {
        await _connection.Commands.WriteAsync(line);
        while (true)
        {
            var read = await _connection.Replies.ReadAsync();
            var text = Encoding.Latin1.GetString(System.Buffers.BuffersExtensions.ToArray(read.Buffer));
            _connection.Replies.AdvanceTo(read.Buffer.End);
            if (text.Contains("\r\nx OK ", StringComparison.Ordinal) || text.StartsWith("x OK ", StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    private static async Task FillAsync(IMailStore store)
    {
        var created = await store.CreateAccount(AccountName.Create("anna"));
        var account = (await store.OpenAccountAsync(created.Id))!;
        for (var number = 0; number < 3; number++)
        {
            var upload = account.BeginUpload();
            await upload.WriteAsync(Encoding.Latin1.GetBytes(Messages.Read("first")));
            await account.Append(MailboxName.Inbox, [new NewMessage(upload)]);
        }
    }
}
