using System.IO.Pipelines;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Sasl;
using MailStore.Smtp.Connection;
using MailStore.Smtp.Session;
using MailStore.Testing.Connections;
using MailStore.Testing.Memory;
using MailStore.Testing.Time;

namespace MailStore.Smtp.Tests.Connection;

/// <summary>A client at one end of two pipes, a session at the other, and a store in memory with anna in it, to whom all mail goes.</summary>
internal sealed class SmtpPeer : IAddressBook, IAuthenticator, IAsyncDisposable
{
    private static readonly AccountName s_anna = AccountName.Create("anna");

    private readonly MemoryConnection _connection;
    private readonly CancellationTokenSource _stop = new();
    private readonly StreamReader _reader;
    private AddressEntry _anna = AddressEntry.Unknown;

    public SmtpPeer(PipeOptions? replies = null, PipeOptions? requests = null)
    {
        _connection = new(replies, requests) { IsPrivate = true };
        Store = new(Clock);
        Sink = new(Store);
        _reader = new(_connection.Client.Input.AsStream(), Encoding.Latin1);
    }

    public ManualClock Clock { get; } = new();

    public MemoryMailStore Store { get; }

    public SinkStore Sink { get; }

    public Task Server { get; private set; } = Task.CompletedTask;

    public SmtpSettings Settings { get; init; } = new(SmtpRole.Intake) { HostName = "mx.example.org" };

    public SmtpLimits Limits { get; init; } = new();

    public bool KnowsAnna { get; init; } = true;

    /// <summary>Whoever logs in is anna.</summary>
    public bool LetsIn { get; init; }

    /// <summary>Messages go nowhere, so that nothing but the front end allocates.</summary>
    public bool KeepsNothing { get; init; }

    public CredentialKinds Kinds => CredentialKinds.Password;

    public ValueTask<AddressEntry> FindAsync(EnvelopeAddress address, CancellationToken cancellation = default) => new(KnowsAnna ? _anna : AddressEntry.Unknown);

    public ValueTask<bool> MayWriteAsAsync(AccountName account, EnvelopeAddress address, CancellationToken cancellation = default) => new(true);

    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default) =>
        new(LetsIn ? SignIn.As(s_anna) : SignIn.Refused);

    /// <summary>Up to behind EHLO or LHLO.</summary>
    public async Task BeginAsync()
    {
        var created = await Store.CreateAccount(AccountName.Create("anna"));
        _anna = new(AddressKind.Mailbox) { Recipients = [new(created.Id, MailboxName.Inbox)] };
        var services = new SmtpServices(KeepsNothing ? Sink : Store, this, new SaslServer(this), Clock, Settings) { Limits = Limits };
        Server = Task.Run(async () =>
        {
            await new SmtpConnection(_connection, services).RunAsync(_stop.Token);
            await _connection.EndServerAsync();
        });
        Assert.StartsWith("220 ", await ReadAsync());
        await DoAsync(Settings.Role == SmtpRole.Lmtp ? "LHLO client.example" : "EHLO client.example", "250 HELP");
    }

    public async Task SendAsync(string text) => await _connection.Client.Output.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends, and takes so many lines as the answer without a look at them. Allocates nothing itself.</summary>
    public void Exchange(byte[] octets, int lines)
    {
        var sent = _connection.Client.Output.WriteAsync(octets);
        Assert.True(sent.IsCompletedSuccessfully);
        while (lines > 0)
        {
            if (!_connection.Client.Input.TryRead(out var result))
            {
                Thread.Yield();
                continue;
            }

            foreach (var piece in result.Buffer)
            {
                lines -= piece.Span.Count((byte)'\n');
            }

            _connection.Client.Input.AdvanceTo(result.Buffer.End);
        }
    }

    /// <summary>False if the server listens no more.</summary>
    public async Task<bool> TrySendAsync(string text) => !(await _connection.Client.Output.WriteAsync(Encoding.Latin1.GetBytes(text))).IsCompleted;

    public Task<string?> ReadAsync() => _reader.ReadLineAsync();

    /// <summary>Reads up to a line that starts like this.</summary>
    public async Task DoAsync(string command, string end)
    {
        await SendAsync(command + "\r\n");
        while (await ReadAsync() is { } line && !line.StartsWith(end, StringComparison.Ordinal))
        {
            Assert.StartsWith("250-", line);
        }
    }

    /// <summary>All lines to the end of the connection.</summary>
    public async Task<List<string>> ReadAllAsync()
    {
        var lines = new List<string>();
        while (await ReadAsync() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>Lets time pass until there is a line.</summary>
    public async Task<(string? Line, TimeSpan Passed)> WaitForLineAsync()
    {
        var start = Clock.GetUtcNow();
        var line = ReadAsync();
        while (!line.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        return (await line, Clock.GetUtcNow() - start);
    }

    /// <summary>What anna has, without the trace headers.</summary>
    public async Task<List<string>> StoredAsync()
    {
        var account = await Store.OpenAccountAsync(AccountName.Create("anna"));
        var inbox = await account!.OpenAsync(MailboxName.Inbox);
        using var view = await inbox!.OpenViewAsync(isReadOnly: true);
        var messages = new List<string>();
        for (var number = 1; number <= view.Count; number++)
        {
            using var content = await view.OpenAsync(view.UidAt(number));
            var octets = new byte[content!.Length];
            await content.ReadAsync(0, octets);
            var text = Encoding.Latin1.GetString(octets);
            messages.Add(text[(text.IndexOf("+0000\r\n", StringComparison.Ordinal) + 7)..]);
        }

        return messages;
    }

    public Task StopAsync() => _stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _connection.EndClientAsync();
        await Server;
        _stop.Dispose();
        await Store.DisposeAsync();
    }
}
