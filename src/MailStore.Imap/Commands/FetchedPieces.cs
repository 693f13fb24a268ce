using System.Buffers;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Mime.Fields;
using MailStore.Wire.Peers;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Commands;

/// <summary>Writes what a FETCH asks for of the inside of messages, one after the other, into the reply that is begun.</summary>
internal sealed class FetchedPieces : IDisposable
{
    // One command after the other on a thread uses the same.
    [ThreadStatic]
    private static FetchedPieces? _spare;

    private readonly OpenedMessage _message = new();
    private readonly List<FetchPiece> _asked = [];
    private Outbox _output = null!;
    private readonly OctetBuffer _text = new();
    private DecodedSection? _decoded;

    /// <summary>RFC 3516 §4.3: something could not be decoded, and was left out.</summary>
    public bool HasUnknownEncoding { get; private set; }

    /// <summary>What is asked for, in that order.</summary>
    public List<FetchPiece> Asked => _asked;

    public static FetchedPieces Take(Outbox output)
    {
        var pieces = _spare ?? new();
        _spare = null;
        pieces._output = output;
        return pieces;
    }

    public void Dispose()
    {
        _message.Rest();
        _asked.Clear();
        (_output, _decoded, HasUnknownEncoding) = (null!, null, false);
        _spare = this;
    }

    public ValueTask OpenAsync(IMailboxView view, Uid uid) => _message.OpenAsync(view, uid, AreAtHand());

    public void Close() => _message.Close();

    // A loop, since a closure would allocate.
    private bool AreAtHand()
    {
        foreach (var piece in _asked)
        {
            if (!piece.IsAtHand)
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>False if nothing was written.</returns>
    public async ValueTask<bool> WriteAsync(FetchPiece piece, bool isFirst)
    {
        if (piece.Kind is FetchPieceKind.Binary or FetchPieceKind.BinarySize)
        {
            return await WriteBinaryAsync(piece, isFirst);
        }

        WriteName(piece, isFirst);
        switch (piece.Kind)
        {
            case FetchPieceKind.Envelope:
                await _message.WriteEnvelopeAsync(_output.Pipe);
                break;
            case FetchPieceKind.Body or FetchPieceKind.BodyStructure:
                await _message.WriteStructureAsync(piece.Kind == FetchPieceKind.BodyStructure, _output.Pipe);
                break;
            case FetchPieceKind.Preview or FetchPieceKind.LazyPreview:
                await WritePreviewAsync(isLazy: piece.Kind == FetchPieceKind.LazyPreview);
                break;
            default:
                await WriteSectionAsync(piece);
                break;
        }

        await _output.FlushIfFullAsync();
        return true;
    }

    private void WriteName(FetchPiece piece, bool isFirst)
    {
        _output.Pipe.Write(isFirst ? default : " "u8);
        _output.Pipe.Write(piece.Name);
    }

    private async ValueTask WriteSectionAsync(FetchPiece piece)
    {
        if (piece.Fields is not null)
        {
            _text.Clear();
            await _message.WriteFieldsAsync(piece, _text);
            WriteText(piece);
            return;
        }

        var (start, end) = await _message.FindAsync(piece);
        var offset = Math.Min(piece.Offset, (ulong)(end - start));
        var length = (ulong)(end - start) - offset;
        await BodyText.WriteAsync(_output, _message.Content, (ulong)start + offset, piece.Length == 0 ? length : Math.Min(length, piece.Length));
    }

    private void WriteText(FetchPiece piece)
    {
        var text = _text.Octets[(int)Math.Min(piece.Offset, (ulong)_text.Length)..];
        text = piece.Length == 0 ? text : text[..(int)Math.Min(piece.Length, (ulong)text.Length)];
        var literal = new LiteralWriter(_output.Pipe);
        literal.Begin((ulong)text.Length, isLiteral8: false);
        literal.Write(text);
        literal.End();
    }

    private async ValueTask WritePreviewAsync(bool isLazy)
    {
        _text.Clear();
        if (await _message.TryWritePreviewAsync(isLazy, _text))
        {
            ImapText.String(_output.Pipe, _text.Octets);
        }
        else
        {
            // RFC 8970 §3.1: NIL if it would have to be made first.
            ImapText.Nil(_output.Pipe);
        }
    }

    private async ValueTask<bool> WriteBinaryAsync(FetchPiece piece, bool isFirst)
    {
        var decoded = _decoded ??= new(_message);
        if (!await decoded.TryOpenAsync(piece))
        {
            HasUnknownEncoding = true;
            return false;
        }

        WriteName(piece, isFirst);
        if (piece.Kind == FetchPieceKind.BinarySize)
        {
            ImapText.Number(_output.Pipe, (await decoded.MeasureAsync()).Size);
        }
        else
        {
            await decoded.WriteAsync(_output, piece.Offset, piece.Length);
        }

        await _output.FlushIfFullAsync();
        return true;
    }
}
