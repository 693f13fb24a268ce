using System.Globalization;
using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine;
using MailStore.Engine.Accounts;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Catalog;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Log.Volumes;
using MailStore.Mime.Extraction;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Searching;

/// <summary>A mailbox with much more text than a process that searches it may have memory, in a real directory. What the engine keeps for speed is small here.</summary>
internal sealed class LargeMailbox : IAsyncDisposable
{
    private const int Batch = 100;
    private const int Words = 1500;

    private static readonly EngineOptions s_options = new()
    {
        Analyst = new MimeAnalyst(),
        Limits = new EngineLimits { PieceBytes = 1024 * 1024 },
        Volume = new VolumeOptions { SegmentBytes = 16 * 1024 * 1024, IndexMemoryBytes = 4 * 1024 * 1024, IndexBuckets = 1 << 12 },
        Search = new SearchOptions { BuildBytes = 8 * 1024 * 1024, RunsByItself = false },
    };

    private readonly FileStorage _mail;
    private readonly FileStorage _index;
    private readonly MailEngine _engine;

    private LargeMailbox(string folder)
    {
        (_mail, _index) = (FileStorage.Create(Path.Combine(folder, "mail")), FileStorage.Create(Path.Combine(folder, "index")));
        if (_mail.List().Count == 0)
        {
            MailEngine.Create(_ => _mail, 1, s_options);
        }

        _engine = MailEngine.Open(_ => _mail, s_options with { SearchStorages = _ => _index });
    }

    /// <summary>Each must find something, and some open many messages.</summary>
    public static IReadOnlyList<string> Commands { get; } =
    [
        "SEARCH RETURN (COUNT) TEXT rare77end", "SEARCH RETURN (COUNT) BODY a", "SEARCH RETURN (COUNT) BODY \"the letter\"", "SEARCH BODY common",
        "SEARCH RETURN (COUNT) SUBJECT \"letter 1\"", "SEARCH RETURN (COUNT) FROM user7", "SEARCH RETURN (COUNT) HEADER X-Number 9",
        "SEARCH RETURN (COUNT) UNSEEN", "SEARCH RETURN (COUNT) SENTSINCE 5-Jan-2026", "SEARCH RETURN (COUNT) OR NOT BODY common FROM user3",
        "UID SORT (SUBJECT) UTF-8 ALL", "SORT (REVERSE DATE FROM) UTF-8 BODY common", "THREAD REFERENCES UTF-8 ALL",
    ];

    public static LargeMailbox Open(string folder) => new(folder);

    public Task<SearchingClient> SelectAsync() => SearchingClient.SelectAsync(_engine, TextExtraction.None, TimeProvider.System);

    /// <returns>Octets of mail.</returns>
    public async Task<long> FillAsync(int messages)
    {
        await _engine.CreateAccount(SearchingClient.User).WhenDurable();
        var account = (await _engine.OpenAccountAsync(SearchingClient.User))!;
        var octets = 0L;
        for (var number = 0; number < messages;)
        {
            var batch = new List<NewMessage>();
            for (var end = number + Batch; number < end; number++)
            {
                var upload = account.BeginUpload();
                var message = Message(number);
                octets += message.Length;
                await upload.WriteAsync(message);
                batch.Add(new(upload) { Flags = new((SystemFlags)(number % 32)) });
            }

            await account.Append(MailboxName.Inbox, batch).WhenDurable();
        }

        _engine.RunIndexing();
        return octets;
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _index.Dispose();
        _mail.Dispose();
    }

    private static byte[] Message(int number)
    {
        var dice = Dice.For((ulong)number, "large", 0);
        var text = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"From: Some User <user{number % 50}@example.org>\r\nSubject: Re: letter {number % 400}\r\nDate: {new DateTimeOffset(2026, 1, 1 + (number % 28), 12, 0, 0, TimeSpan.Zero):r}\r\nMessage-ID: <{number}@example.org>\r\nReferences: <{number / 3}@example.org>\r\nX-Number: {number}\r\n\r\nThis is the letter of rare{number}end, a common one.\r\n"));
        for (var word = 0; word < Words; word++)
        {
            text.Append((0x10000 + dice.Below(30_000)).ToString("x", CultureInfo.InvariantCulture)).Append(word % 12 == 11 ? "\r\n" : " ");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
