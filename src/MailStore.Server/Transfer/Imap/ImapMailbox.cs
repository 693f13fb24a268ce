using System.Globalization;
using System.Runtime.CompilerServices;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Server.Transfer.Reading;

namespace MailStore.Server.Transfer.Imap;

/// <summary>
/// A mailbox of another server. What is known of messages is asked for many at a time; bodies one by one:
/// Dovecot mixes the answers of commands that are sent ahead, and which body is whose would have to be guessed.
/// </summary>
internal sealed class ImapMailbox : ISourceMailbox
{
    private const int MessagesPerFetch = 1000;

    private readonly ImapClient _client;
    private readonly ImapListed _listed;
    private bool _isSelected = true;

    private ImapMailbox(ImapClient client, ImapListed listed) => (_client, _listed) = (client, listed);

    public MailboxName Name => _listed.Name;

    public SpecialUse Uses => _listed.Uses;

    public UidValidity Validity { get; private set; }

    public uint UidNext { get; private set; }

    public long Count { get; private set; }

    public static async Task<ImapMailbox> OpenAsync(ImapClient client, ImapListed listed, CancellationToken cancellation)
    {
        var mailbox = new ImapMailbox(client, listed);
        await mailbox.SelectAsync(cancellation);
        return mailbox;
    }

    public async IAsyncEnumerable<SourceMessage> MessagesAsync(string after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!_isSelected)
        {
            await SelectAsync(cancellation);
        }

        var last = after.Length == 0 ? 0 : uint.Parse(after, CultureInfo.InvariantCulture);
        var uids = await UidsAsync(last, cancellation);
        foreach (var chunk in uids.Chunk(MessagesPerFetch))
        {
            foreach (var message in await FetchAsync(chunk, cancellation))
            {
                yield return message with { CopyToAsync = (sink, stop) => CopyAsync(message.Uid, sink, stop) };
            }
        }

        _isSelected = false;
    }

    private async Task SelectAsync(CancellationToken cancellation)
    {
        await _client.CallAsync($"EXAMINE {ImapText.Quote(_listed.Wire)}", response =>
        {
            if (response.EndsWith(" EXISTS", StringComparison.OrdinalIgnoreCase))
            {
                Count = long.Parse(response.AsSpan(0, response.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
            }

            Validity = new(Code(response, "[UIDVALIDITY ") ?? Validity.Value);
            UidNext = Code(response, "[UIDNEXT ") ?? UidNext;
        }, cancellation);
    }

    private static uint? Code(string response, string code)
    {
        var at = response.IndexOf(code, StringComparison.OrdinalIgnoreCase);
        var end = at < 0 ? -1 : response.IndexOf(']', at);
        return end > 0 && uint.TryParse(response.AsSpan(at + code.Length, end - at - code.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private async Task<List<uint>> UidsAsync(uint after, CancellationToken cancellation)
    {
        var uids = new List<uint>();
        await _client.CallAsync(string.Create(CultureInfo.InvariantCulture, $"UID SEARCH UID {after + 1}:*"), response =>
        {
            var text = new ImapText(response);
            if (text.Next().Equals("SEARCH", StringComparison.OrdinalIgnoreCase))
            {
                for (var word = text.Next(); uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var uid); word = text.Next())
                {
                    // RFC 9051 §9: the star is the last message also if that is below.
                    if (uid > after)
                    {
                        uids.Add(uid);
                    }
                }
            }
        }, cancellation);
        uids.Sort();
        return uids;
    }

    private async Task<List<SourceMessage>> FetchAsync(uint[] uids, CancellationToken cancellation)
    {
        var messages = new SortedDictionary<uint, SourceMessage>();
        await _client.CallAsync(string.Create(CultureInfo.InvariantCulture, $"UID FETCH {uids[0]}:{uids[^1]} (UID FLAGS INTERNALDATE RFC822.SIZE)"), response =>
        {
            if (Read(response) is { } message)
            {
                messages[message.Uid.Value] = message;
            }
        }, cancellation);
        return [.. messages.Values];
    }

    // "12 FETCH (UID 17 FLAGS (\Seen) INTERNALDATE "..." RFC822.SIZE 2345)"
    private static SourceMessage? Read(string response)
    {
        var text = new ImapText(response);
        text.Next();
        if (!text.Next().Equals("FETCH", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        text.Next();
        var message = new SourceMessage("", static (_, _) => new(false));
        for (var item = text.Next(); item is not (")" or ""); item = text.Next())
        {
            message = item.ToUpperInvariant() switch
            {
                "UID" => message with { Uid = new(uint.Parse(text.Next(), CultureInfo.InvariantCulture)) },
                "FLAGS" => message with { Flags = ImapText.Flags(text.List()) },
                "INTERNALDATE" => message with { InternalDate = ImapText.Date(text.Next()) },
                "RFC822.SIZE" => message with { Size = long.Parse(text.Next(), CultureInfo.InvariantCulture) },
                _ => message,
            };
        }

        return message.Uid.IsNone ? null : message with { Position = message.Uid.ToString() };
    }

    private async ValueTask<bool> CopyAsync(Uid uid, Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken cancellation)
    {
        var isThere = false;
        var tag = await _client.SendAsync(string.Create(CultureInfo.InvariantCulture, $"UID FETCH {uid} (BODY.PEEK[])"), cancellation);
        await _client.FinishAsync(tag, response => isThere |= response.Contains("BODY[]", StringComparison.OrdinalIgnoreCase), sink, cancellation);
        return isThere;
    }
}
