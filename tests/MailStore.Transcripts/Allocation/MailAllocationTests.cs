using System.Buffers;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Sasl;
using MailStore.Pop3.Connection;
using MailStore.Pop3.Session;
using MailStore.Smtp.Connection;
using MailStore.Smtp.Session;
using MailStore.Transcripts.Drives;
using MailStore.Transcripts.Protocols;
using MailStore.Transcripts.Scripts;
using Xunit.Abstractions;

namespace MailStore.Transcripts.Allocation;

/// <summary>
/// What commands of SMTP, LMTP and POP3 allocate once a session is warm, with the engine behind them and the reply included: nothing. All
/// of it takes place on the thread of the client, since none of them waits for the disk.
/// </summary>
public sealed class MailAllocationTests(ITestOutputHelper output)
{
#if DEBUG
    /// <summary>Without optimisation every async method has its state on the heap; measured, and a third more.</summary>
    private const long BytesMax = 4000;
#else
    private const long BytesMax = 0;
#endif

    private const int WarmUpRounds = 300;
    private const int Rounds = 200;

    [Theory]
    [InlineData("NOOP", 1)]
    [InlineData("STAT", 1)]
    [InlineData("LIST 2", 1)]
    [InlineData("UIDL 2", 1)]
    [InlineData("DELE 2\r\nRSET", 2)]
    [InlineData("RETR 1", 0)]
    [InlineData("TOP 2 1", 0)]
    [InlineData("LIST", 0)]
    [InlineData("UIDL", 0)]
    public Task A_POP3_command_allocates_nothing(string command, int lines) => CheckAsync(
        (connection, store, _) => new Pop3Connection(connection, new Pop3Services(store, new SaslServer(new PasswordList()), TimeProvider.System) { Limits = new() { BadCommandsMax = int.MaxValue } }).RunAsync(),
        ["USER anna", "PASS secret"],
        command,
        lines);

    [Theory]
    [InlineData(SmtpRole.Lmtp, "NOOP", 1)]
    [InlineData(SmtpRole.Lmtp, "RSET", 1)]
    [InlineData(SmtpRole.Lmtp, "MAIL FROM:<a@b.example> SIZE=2000\r\nRCPT TO:<anna@example.org>\r\nRSET", 3)]
    [InlineData(SmtpRole.Lmtp, "MAIL FROM:<a@b.example>\r\nRCPT TO:<anna@example.org>\r\nRCPT TO:<b@example.org>\r\nRCPT TO:<c@example.org>\r\nRSET", 5)]
    [InlineData(SmtpRole.Intake, "MAIL FROM:<a@b.example>\r\nRCPT TO:<anna@example.org>\r\nRSET", 3)]
    [InlineData(SmtpRole.Intake, "VRFY somebody", 1)]
    public Task An_SMTP_command_allocates_nothing(SmtpRole role, string command, int lines) => CheckAsync(
        (connection, store, account) => new SmtpConnection(
            connection,
            new SmtpServices(store, new FixedAddress(account), new SaslServer(new PasswordList()), TimeProvider.System, new SmtpSettings(role) { HostName = "mx.example.org" })
            {
                Limits = new SmtpLimits { CommandsMax = int.MaxValue, RefusalsMax = int.MaxValue },
            }).RunAsync(),
        [role == SmtpRole.Lmtp ? "LHLO client.example" : "EHLO client.example"],
        command,
        lines);

    private async Task CheckAsync(Func<IClientConnection, IMailStore, AccountId, Task> serve, string[] first, string command, int lines)
    {
        var drive = new EngineDrive(TimeProvider.System);
        await using var store = await drive.OpenAsync();
        var account = await FillAsync(store);
        var connection = new InlineConnection();
        var server = serve(connection, store, account);
        await Task.Yield();
        foreach (var line in first)
        {
            Say(connection, Encoding.ASCII.GetBytes(line + "\r\n"), lines: -1);
        }

        var octets = Encoding.ASCII.GetBytes(command + "\r\n");
        Run(connection, octets, lines, WarmUpRounds);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(connection, octets, lines, Rounds);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        await connection.Commands.CompleteAsync();
        await server;
        output.WriteLine($"{command}: {bytes / (double)Rounds:F1} B");
        Assert.InRange(bytes / Rounds, 0, BytesMax);
    }

    private static void Run(InlineConnection connection, byte[] octets, int lines, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            Say(connection, octets, lines);
        }
    }

    /// <param name="lines">Of the reply; 0: up to a dot alone, and -1: whatever comes.</param>
    private static void Say(InlineConnection connection, byte[] octets, int lines)
    {
        octets.CopyTo(connection.Commands.GetSpan(octets.Length));
        connection.Commands.Advance(octets.Length);
#pragma warning disable CA2012 // The pipe never holds so much that it would wait.
        Assert.True(connection.Commands.FlushAsync().IsCompleted);
#pragma warning restore CA2012
        var wait = default(SpinWait);
        while (!connection.Replies.TryRead(out var read) || !HasEnded(connection, read.Buffer, lines))
        {
            wait.SpinOnce();
        }
    }

    private static bool HasEnded(InlineConnection connection, ReadOnlySequence<byte> replies, int lines)
    {
        var count = 0;
        var dots = 0;
        foreach (var piece in replies)
        {
            count += piece.Span.Count((byte)'\n');
            dots += piece.Span.Count("\r\n.\r\n"u8);
        }

        var hasEnded = lines < 0 ? count > 0 : lines > 0 ? count == lines : dots == 1;
        connection.Replies.AdvanceTo(hasEnded ? replies.End : replies.Start, replies.End);
        return hasEnded;
    }

    private static async Task<AccountId> FillAsync(IMailStore store)
    {
        var created = await store.CreateAccount(AccountName.Create("anna"));
        var account = (await store.OpenAccountAsync(created.Id))!;
        for (var number = 0; number < 3; number++)
        {
            var upload = account.BeginUpload();
            await upload.WriteAsync(Encoding.Latin1.GetBytes(Messages.Read("first")));
            await account.Append(MailboxName.Inbox, [new NewMessage(upload)]);
        }

        return created.Id;
    }
}
