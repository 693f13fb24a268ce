using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Tests.Contract;

/// <summary>What a view shows, as text and lists that a test can state.</summary>
internal static class Reading
{
    public static uint[] Uids(IMailboxView view) => [.. Enumerable.Range(1, view.Count).Select(sequence => view.UidAt(sequence).Value)];

    public static MessageEntry Entry(IMailboxView view, uint uid) =>
        view.TryRead(new Uid(uid), out var entry) ? entry : throw new InvalidOperationException($"The view does not number {uid}.");

    public static FlagSet Flags(IMailboxView view, uint uid) => view.Mailbox.Status.Keywords.NamesOf(Entry(view, uid));

    /// <summary>Read in pieces of seven, so that there are many.</summary>
    public static async Task<string> TextAsync(IMailboxView view, uint uid)
    {
        using var content = await view.OpenAsync(new Uid(uid)) ?? throw new InvalidOperationException($"The view does not number {uid}.");
        var octets = new List<byte>();
        var piece = new byte[7];
        for (var count = piece.Length; count == piece.Length;)
        {
            count = await content.ReadAsync(octets.Count, piece);
            octets.AddRange(piece.AsSpan(0, count));
        }

        return octets.Count == content.Length ? Encoding.UTF8.GetString([.. octets]) : throw new InvalidOperationException("The length is another.");
    }

    public static FlagSet Some(SystemFlags system, params string[] keywords) => new(system, [.. keywords.Select(Keyword.Create)]);
}
