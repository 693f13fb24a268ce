using System.Buffers;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Searching;
using MailStore.Mime;
using MailStore.Mime.Facts;
using MailStore.Mime.Fields;
using MailStore.Mime.Headers;
using MailStore.Mime.Rendering;
using MailStore.Mime.Sections;
using MailStore.Mime.Structure;
using MailStore.Wire.Threading;

namespace MailStore.Imap.Commands;

/// <summary>
/// A message whose inside is asked for: from the facts that were stored with it where they tell, else out of the message itself.
/// One serves message after message of a command.
/// </summary>
internal sealed class OpenedMessage : IOpenedMessage
{
    private const int PieceBytes = 32 * 1024;

    private static readonly FetchPiece s_references = new(FetchPieceKind.Section, []) { Text = SectionText.HeaderFields, Fields = new([.. "References"u8]) };

    private readonly PartTable _stored = new();
    private readonly OctetBuffer _header = new();
    private readonly OctetBuffer _text = new();
    private readonly OctetBuffer _facts = new();
    private MessageScan? _scan;
    private BodyWriter? _body;
    private MessagePreview? _preview;
    private IMessageContent? _content;
    private IMailboxView? _view;
    private Uid _uid;
    private bool _isStored;
    private bool _isScanned;

    /// <summary>The message, once it is open.</summary>
    public IMessageContent Content => _content!;

    /// <summary>Its parts, after <see cref="FindPartsAsync"/>.</summary>
    public ReadOnlySpan<Part> Parts => _isStored ? _stored.Parts : _scan!.Parts;

    public void Open(IMessageContent content)
    {
        (_view, _content, _isStored, _isScanned) = (null, content, false, false);
        _facts.Clear();
    }

    /// <param name="isAtHand">The facts, and what was kept, will tell all: then the message stays closed until they do not.</param>
    public ValueTask OpenAsync(IMailboxView view, Uid uid, bool isAtHand)
    {
        (_view, _uid, _content, _isStored, _isScanned) = (view, uid, null, false, false);
        _facts.Clear();
        return isAtHand ? ValueTask.CompletedTask : OpenAsync();
    }

    /// <summary>Of the message that was opened here.</summary>
    public void Close()
    {
        _content?.Dispose();
        (_content, _view) = (null, null);
    }

    /// <summary>Lets go of memory that the next command had better not inherit.</summary>
    public void Rest()
    {
        Close();
        (_scan, _body, _preview) = (null, null, null);
        _header.Clear();
        _text.Clear();
        _facts.Clear();
    }

    /// <summary>Opens the message itself, if it is not open yet.</summary>
    public async ValueTask OpenAsync()
    {
        if (_content is not null)
        {
            return;
        }

        if (SocketThread.IsHere)
        {
            // From here on files are read, and perhaps all of a message.
            await Task.Yield();
        }

        _content = await _view!.OpenAsync(_uid) ?? throw new InvalidOperationException("A view lost a message that it numbers.");
    }

    public ValueTask FindPartsAsync()
    {
        if (_isStored || _isScanned)
        {
            return ValueTask.CompletedTask;
        }

        if (_content is null)
        {
            return OpenAndFindAsync();
        }

        _isStored = Facts().TryGetParts(_stored) && _stored[0].BodyEnd == _content.Length;
        return _isStored ? ValueTask.CompletedTask : ScanAsync();
    }

    /// <summary>RFC 8970: the preview that was stored, or one that is made now.</summary>
    /// <returns>False if there is none, and none was to be made.</returns>
    public async ValueTask<bool> TryWritePreviewAsync(bool isLazy, OctetBuffer output)
    {
        await FindFactsAsync();
        if (TryWriteStored(FactsSection.Preview, output))
        {
            return true;
        }

        if (isLazy)
        {
            return false;
        }

        await ScanAsync();
        (_preview ??= new()).Write(_scan!, output);
        return true;
    }

    /// <summary>RFC 9051 §7.5.2: ENVELOPE.</summary>
    public async ValueTask WriteEnvelopeAsync(IBufferWriter<byte> output)
    {
        await FindFactsAsync();
        if (!TryWriteStored(FactsSection.Envelope, output))
        {
            await MakeEnvelopeAsync(output);
        }
    }

    /// <summary>BODYSTRUCTURE, or BODY.</summary>
    public async ValueTask WriteStructureAsync(bool isExtended, IBufferWriter<byte> output)
    {
        await FindFactsAsync();
        if (isExtended && TryWriteStored(FactsSection.Structure, output))
        {
            return;
        }

        _text.Clear();
        if (!isExtended && Facts().TryWriteBody(_text))
        {
            output.Write(_text.Octets);
            return;
        }

        await MakeStructureAsync(isExtended, output);
    }

    /// <summary>Where a section lies; empty if there is none, as Dovecot has it.</summary>
    public async ValueTask<(long Start, long End)> FindAsync(FetchPiece piece)
    {
        if (piece.IsWholeMessage)
        {
            await OpenAsync();
            return (0, _content!.Length);
        }

        await FindPartsAsync();
        return SectionFinder.TryFind(Parts, piece.Path, piece.Text, out var start, out var end) ? (start, end) : (0, 0);
    }

    /// <summary>There is such a section.</summary>
    public async ValueTask<bool> HasAsync(FetchPiece piece)
    {
        if (piece.IsWholeMessage)
        {
            return true;
        }

        await FindPartsAsync();
        return SectionFinder.TryFind(Parts, piece.Path, piece.Text, out _, out _);
    }

    /// <summary>HEADER.FIELDS and HEADER.FIELDS.NOT.</summary>
    public async ValueTask WriteFieldsAsync(FetchPiece piece, OctetBuffer output)
    {
        if (piece.KeptAs == UInt128.Zero || _view is null)
        {
            await MakeFieldsAsync(piece, output);
        }
        else if (!_view.TryReadKept(_uid, piece.KeptAs, output))
        {
            var start = output.Length;
            await MakeFieldsAsync(piece, output);
            _view.Keep(_uid, piece.KeptAs, output.Octets[start..]);
        }
    }

    public ValueTask WriteReferencesAsync(OctetBuffer output) => WriteFieldsAsync(s_references, output);

    private async ValueTask MakeFieldsAsync(FetchPiece piece, OctetBuffer output)
    {
        var isNot = piece.Text == SectionText.HeaderFieldsNot;
        if (piece.Path.Length == 0 && !isNot && CachedFields.Cover(piece.Fields!))
        {
            await FindFactsAsync();
            if (TryFilterStored(piece.Fields!, output))
            {
                return;
            }
        }

        var (start, end) = await FindAsync(piece);
        if (end > start || piece.Path.Length == 0)
        {
            await ReadHeaderAsync(start, end);
            HeaderFilter.Copy(_header.Octets, piece.Fields!, isNot, output);
            if (end - start > MimeLimits.Default.HeaderBytesMax)
            {
                // RFC 9051 §6.4.5.1: the subset ends with an empty line, also where the header's own lies behind what is looked into.
                output.Write("\r\n"u8);
            }
        }
    }

    /// <summary>The header of a part, as far as it is looked into.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadHeaderAsync(long start, long end)
    {
        await OpenAsync();
        _header.Clear();
        end = Math.Min(end, start + MimeLimits.Default.HeaderBytesMax);
        while (start < end)
        {
            var read = await _content!.ReadAsync(start, _header.GetMemory((int)(end - start))[..(int)(end - start)]);
            if (read == 0)
            {
                throw new InvalidOperationException("A message is shorter than its size.");
            }

            _header.Advance(read);
            start += read;
        }

        return _header.Memory;
    }

    private async ValueTask MakeEnvelopeAsync(IBufferWriter<byte> output)
    {
        await FindPartsAsync();
        await ReadHeaderAsync(0, Parts[0].BodyStart);
        EnvelopeWriter.Write(_header.Octets, output);
    }

    private async ValueTask MakeStructureAsync(bool isExtended, IBufferWriter<byte> output)
    {
        await ScanAsync();
        (_body ??= new()).Write(_scan!, isExtended, _text);
        output.Write(_text.Octets);
    }

    private StoredFacts Facts() => new(_facts.Length > 0 || _content is null ? _facts.Octets : _content.Facts.Span);

    // The facts alone if they can be had, else the message that has them.
    private ValueTask FindFactsAsync() =>
        _facts.Length > 0 || _content is not null || _view!.TryReadFacts(_uid, _facts) ? ValueTask.CompletedTask : OpenAsync();

    private bool TryWriteStored(FactsSection section, IBufferWriter<byte> output)
    {
        var isStored = Facts().TryGet(section, out var stored);
        output.Write(stored);
        return isStored;
    }

    private bool TryFilterStored(FieldNames asked, OctetBuffer output)
    {
        if (!Facts().TryGet(FactsSection.Fields, out var stored))
        {
            return false;
        }

        HeaderFilter.Copy(stored, asked, isNot: false, output);
        return true;
    }

    private async ValueTask OpenAndFindAsync()
    {
        await OpenAsync();
        await FindPartsAsync();
    }

    private async ValueTask ScanAsync()
    {
        if (_isScanned)
        {
            return;
        }

        await OpenAsync();
        var scan = _scan ??= new();
        scan.Begin();
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            for (long offset = 0; offset < _content!.Length;)
            {
                var read = await _content.ReadAsync(offset, piece);
                if (read == 0)
                {
                    throw new InvalidOperationException("A message is shorter than its size.");
                }

                scan.Take(piece.AsSpan(0, read));
                offset += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        scan.Finish();
        _isScanned = true;
    }
}
