using System.Buffers;
using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Mime.Fields;

namespace MailStore.Imap.Commands;

/// <summary>RFC 4469: copies what addresses name into messages that are being made, in memory that does not grow with them.</summary>
internal sealed class UrlReader(ImapSession session) : IDisposable
{
    private const int PieceBytes = 32 * 1024;

    private readonly OpenedMessage _message = new();
    private readonly OctetBuffer _text = new();
    private IMailboxView? _view;

    /// <returns>Null if the octets are there; else why nothing can come of it.</returns>
    public async ValueTask<Reply?> CopyAsync(byte[] url, IUpload body)
    {
        if (!UrlPart.TryRead(url, out var part) || await ViewAsync(part) is not { } view)
        {
            return BadUrl(url);
        }

        using var content = await view.OpenAsync(part.Uid);
        if (content is null)
        {
            return BadUrl(url);
        }

        _message.Open(content);
        if (!await _message.HasAsync(part.Piece))
        {
            return BadUrl(url);
        }

        return await CopyAsync(part.Piece, content, body) ?? Refusals.Of(body.Refusal);
    }

    public void Dispose() => _view?.Dispose();

    /// <summary>RFC 7889 §3, RFC 4469 §4.2: before any more octets are taken.</summary>
    public static Reply? RefuseSize(ImapSession session, IUpload body, ulong more) =>
        more > (ulong)Math.Max(session.Limits.AfterLogin.MessageBytesMax - body.Length, 0)
            ? Reply.No(CodeKind.TooBig, "The message is larger than APPENDLIMIT allows")
            : null;

    private async ValueTask<Reply?> CopyAsync(FetchPiece piece, IMessageContent content, IUpload body)
    {
        if (piece.Fields is not null)
        {
            _text.Clear();
            await _message.WriteFieldsAsync(piece, _text);
            var (from, to) = piece.Range(_text.Length);
            var fault = RefuseSize(session, body, (ulong)(to - from));
            if (fault is null)
            {
                await body.WriteAsync(_text.Memory[(int)from..(int)to]);
            }

            return fault;
        }

        var (start, end) = await _message.FindAsync(piece);
        var (first, last) = piece.Range(end - start);
        return RefuseSize(session, body, (ulong)(last - first)) ?? await CopyAsync(content, start + first, start + last, body);
    }

    private static async ValueTask<Reply?> CopyAsync(IMessageContent content, long start, long end, IUpload body)
    {
        var octets = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            while (start < end)
            {
                var read = await content.ReadAsync(start, octets.AsMemory(0, (int)Math.Min(PieceBytes, end - start)));
                if (read == 0)
                {
                    throw new InvalidOperationException("A message is shorter than its size.");
                }

                await body.WriteAsync(octets.AsMemory(0, read));
                start += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(octets);
        }

        return null;
    }

    // What the selected mailbox numbers is there for this session, also what others have expunged (RFC 2180 §4.1).
    private async ValueTask<IMailboxView?> ViewAsync(UrlPart part)
    {
        if (await session.Account.OpenAsync(part.Mailbox) is not { } mailbox
            || (part.Validity is { } validity && validity != mailbox.Status.UidValidity))
        {
            return null;
        }

        if (session.Selected is { } selected && selected.Mailbox.Id == mailbox.Id)
        {
            return selected.View;
        }

        if (_view?.Mailbox.Id != mailbox.Id)
        {
            _view?.Dispose();
            _view = await mailbox.OpenViewAsync(isReadOnly: true);
        }

        return _view;
    }

    // RFC 4469 §4.1, §5: what ends the code, and what is no text, is encoded as in an address.
    private static Reply BadUrl(ReadOnlySpan<byte> url)
    {
        var words = new StringBuilder(url.Length);
        foreach (var octet in url)
        {
            words.Append(octet is > (byte)' ' and <= (byte)'~' and not ((byte)']' or (byte)'\\' or (byte)'"') ? (char)octet : $"%{octet:X2}");
        }

        return Reply.No(new ResponseCode(CodeKind.BadUrl) { Words = words.ToString() }, "There is nothing at that address: nothing was appended");
    }
}
