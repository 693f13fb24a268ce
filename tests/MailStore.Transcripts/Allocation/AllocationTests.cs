using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using MailStore.Transcripts.Drives;
using MailStore.Transcripts.Protocols;
using MailStore.Transcripts.Scripts;
using Xunit.Abstractions;

namespace MailStore.Transcripts.Allocation;

/// <summary>What a command allocates once its session is warm, its reply included: nothing.</summary>
public sealed class AllocationTests(ITestOutputHelper output)
{
#if DEBUG
    /// <summary>Without optimisation every async method has its state on the heap, whether or not it waits; measured, and a third more.</summary>
    private const long BytesMax = 1500;
#else
    private const long BytesMax = 0;
#endif

    /// <summary>On the session's thread; measured, and a quarter more.</summary>
    private const long StoreBytes = 260;

    private const int WarmUpRounds = 300;
    private const int Rounds = 200;

    [Theory]
    [InlineData("a NOOP")]
    [InlineData("a FETCH 2 FLAGS")]
    [InlineData("a UID FETCH 2 (UID FLAGS)")]
    [InlineData("a FETCH 2 (FLAGS INTERNALDATE RFC822.SIZE MODSEQ EMAILID)")]
    [InlineData("a FETCH 2 (FLAGS ENVELOPE)")]
    public Task A_command_allocates_nothing(string command) => CheckAsync(0, command);

    /// <summary>The set of what changed and the outcome outlive the command: other sessions are told of them.</summary>
    [Fact]
    public Task A_STORE_allocates_what_others_are_told() => CheckAsync(StoreBytes, "a STORE 2 FLAGS.SILENT (\\Seen)", "a STORE 2 FLAGS.SILENT (\\Deleted)");

    private async Task CheckAsync(long bytesMax, params string[] commands)
    {
        var bytes = await MeasureAsync([.. commands.Select(command => Encoding.ASCII.GetBytes(command + "\r\n"))]);
        output.WriteLine($"{commands[^1]}: {bytes / (double)Rounds:F1} B");
        Assert.InRange(bytes / Rounds, 0, BytesMax + bytesMax);
    }

    private static async Task<long> MeasureAsync(byte[][] lines)
    {
        var drive = new EngineDrive(TimeProvider.System);
        await using var store = await drive.OpenAsync();
        await FillAsync(store);
        var connection = new InlineConnection();
        var server = new ImapConnection(connection, new ImapServices(store, new PasswordList(), TimeProvider.System)).RunAsync();
        await SayAsync(connection, "x LOGIN anna secret\r\n"u8.ToArray());
        await SayAsync(connection, "x SELECT INBOX\r\n"u8.ToArray());
        await SayAsync(connection, "x NOOP\r\n"u8.ToArray());
        for (var round = 0; round < WarmUpRounds; round++)
        {
            Say(connection, lines[round % lines.Length]);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            Say(connection, lines[round % lines.Length]);
        }

        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        await connection.Commands.CompleteAsync();
        await server;
        return bytes;
    }

    // On this thread, and not async: an awaiting client would be measured too.
    private static void Say(InlineConnection connection, byte[] line)
    {
        line.CopyTo(connection.Commands.GetSpan(line.Length));
        connection.Commands.Advance(line.Length);
#pragma warning disable CA2012 // The pipe never holds so much that it would wait.
        Assert.True(connection.Commands.FlushAsync().IsCompleted);
#pragma warning restore CA2012
        var wait = default(SpinWait);
        while (!connection.Replies.TryRead(out var read) || !HasEnded(connection, read.Buffer))
        {
            wait.SpinOnce();
        }

    }

    // The tagged line is the last one.
    private static bool HasEnded(InlineConnection connection, System.Buffers.ReadOnlySequence<byte> replies)
    {
        var last = replies.FirstSpan;
        var hasEnded = replies.IsSingleSegment && last.LastIndexOf("\r\na OK "u8) is var end && (end >= 0 || last.StartsWith("a OK "u8));
        connection.Replies.AdvanceTo(hasEnded ? replies.End : replies.Start, replies.End);
        return hasEnded;
    }

    private static async Task SayAsync(InlineConnection connection, byte[] line)
    {
        await connection.Commands.WriteAsync(line);
        while (true)
        {
            var read = await connection.Replies.ReadAsync();
            var text = Encoding.Latin1.GetString(System.Buffers.BuffersExtensions.ToArray(read.Buffer));
            connection.Replies.AdvanceTo(read.Buffer.End);
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
