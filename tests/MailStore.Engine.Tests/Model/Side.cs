using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Tests.Contract;

namespace MailStore.Engine.Tests.Model;

/// <summary>One of the two stores that are driven side by side, with the sessions that are open on it.</summary>
internal sealed class Side(string name, IStoreHome home) : IAsyncDisposable
{
    public const int ViewCount = 6;

    public string Name => name;

    public IStoreHome Home => home;

    public Aliases Aliases { get; } = new();

    public IMailboxView?[] Views { get; } = new IMailboxView?[ViewCount];

    /// <summary>The account of each view's mailbox, whose ids its messages have.</summary>
    public ulong[] ViewScopes { get; } = new ulong[ViewCount];

    public static AccountName AccountName(int number) => Abstractions.Accounts.AccountName.Create($"user{number}@example.org");

    public async Task<IAccount?> AccountAsync(int number) => await home.Store.OpenAccountAsync(AccountName(number));

    public async Task RestartAsync(bool isCrash)
    {
        CloseViews();
        await (isCrash ? home.CrashAsync() : home.RestartAsync());
    }

    public async ValueTask DisposeAsync()
    {
        CloseViews();
        await home.DisposeAsync();
    }

    /// <summary>A body that its number makes, with the letters of its conversation in front.</summary>
    public static byte[] Body(int number, int length)
    {
        var line = $"{(char)('a' + (number % 23))}{(char)('a' + (number / 7 % 23))}\r\n{number} ";
        var octets = new byte[Math.Max(length, line.Length)];
        Encoding.ASCII.GetBytes(line, octets);
        for (var at = line.Length; at < octets.Length; at++)
        {
            octets[at] = (byte)(((at * 31) + number + (at >> 9)) & 0x7f);
        }

        return octets;
    }

    public static async Task<IUpload> FillAsync(IUpload upload, byte[] octets)
    {
        var half = octets.Length / 3;
        await upload.WriteAsync(octets.AsMemory(0, half));
        await upload.WriteAsync(octets.AsMemory(half));
        return upload;
    }

    public string Validity(ulong scope, UidValidity validity) => Aliases.Of("v", scope, validity.Value);

    public void CloseViews()
    {
        for (var number = 0; number < ViewCount; number++)
        {
            Views[number]?.Dispose();
            Views[number] = null;
        }
    }
}
