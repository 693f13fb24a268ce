using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;
using MailStore.Server.Transfer.Reading;

namespace MailStore.Server.Transfer;

/// <summary>Messages that are appended together.</summary>
internal sealed class ImportBatch : IAsyncDisposable
{
    private const int MessagesMax = 256;

    /// <summary>What is more goes to the disk ahead of the append anyway.</summary>
    private const long BytesMax = 1024 * 1024;

    private readonly List<NewMessage> _messages = [];

    public bool IsFull => _messages.Count >= MessagesMax || Bytes >= BytesMax;

    public IReadOnlyList<NewMessage> Messages => _messages;

    public long Bytes { get; private set; }

    /// <summary>Where the source goes on behind it.</summary>
    public string Position { get; private set; } = "";

    public async Task AddAsync(IAccount account, SourceMessage message, bool keepsUid, DateTimeOffset now, CancellationToken cancellation)
    {
        var upload = account.BeginUpload(message.Size > 0 ? message.Size : null);
        var isWhole = false;
        try
        {
            isWhole = await message.CopyToAsync(piece => upload.WriteAsync(piece, cancellation), cancellation);
        }
        finally
        {
            if (!isWhole)
            {
                await upload.DisposeAsync();
            }
        }

        if (!isWhole)
        {
            return;
        }

        _messages.Add(new(upload)
        {
            Uid = keepsUid ? message.Uid : default,
            Flags = message.Flags,
            InternalDate = message.InternalDate ?? now,
            UniqueId = message.UniqueId,
        });
        Bytes += upload.Length;
        Position = message.Position;
        if (upload.Refusal != Refusal.None)
        {
            throw new ImportFaultException(upload.Refusal switch
            {
                Refusal.OverQuota => "The account is full: give it more with 'mailstore user quota', and run the import again to go on.",
                Refusal.TooLarge => $"The message at {message.Position} is larger than the store takes.",
                var refusal => $"The store takes no message just now ({refusal}): run the import again to go on.",
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var message in _messages)
        {
            await message.Body.DisposeAsync();
        }
    }
}
