using System.Buffers;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Searching;
using MailStore.Mime;
using MailStore.Mime.Facts;
using MailStore.Mime.Fields;
using MailStore.Mime.Headers;
using MailStore.Mime.Rendering;
using MailStore.Mime.Sections;
using MailStore.Mime.Structure;

namespace MailStore.Imap.Commands;

/// <summary>
/// A message whose inside is asked for: from the facts that were stored with it where they tell, else out of the message itself.
/// One serves message after message of a command.
/// </summary>
internal sealed class OpenedMessage : IOpenedMessage
{
    private const int PieceBytes = 32 * 1024;

    private readonly PartTable _stored = new();
    private readonly OctetBuffer _header = new();
    private MessageScan? _scan;
    private BodyWriter? _body;
    private IMessageContent _content = null!;
    private bool _isStored;
    private bool _isScanned;

    public IMessageContent Content => _content;

    /// <summary>Its parts, after <see cref="FindPartsAsync"/>.</summary>
    public ReadOnlySpan<Part> Parts => _isStored ? _stored.Parts : _scan!.Parts;

    public void Open(IMessageContent content) => (_content, _isStored, _isScanned) = (content, false, false);

    public ValueTask FindPartsAsync()
    {
        if (_isStored || _isScanned)
        {
            return ValueTask.CompletedTask;
        }

        _isStored = Facts().TryGetParts(_stored) && _stored[0].BodyEnd == _content.Length;
        return _isStored ? ValueTask.CompletedTask : ScanAsync();
    }

    /// <summary>Those fields of the header that are stored apart, if all that are asked for would be among them.</summary>
    public bool TryGetFields(FieldNames? asked, out ReadOnlySpan<byte> fields)
    {
        fields = default;
        return (asked is null || CachedFields.Cover(asked)) && Facts().TryGet(FactsSection.Fields, out fields);
    }

    public bool TryGetEnvelopeFields(out ReadOnlyMemory<byte> fields)
    {
        fields = default;
        if (!TryGetFields(asked: null, out var stored))
        {
            return false;
        }

        // A span of the same octets: they lie in the facts.
        _content.Facts.Span.Overlaps(stored, out var start);
        fields = _content.Facts.Slice(start, stored.Length);
        return true;
    }

    public bool TryGetPreview(out ReadOnlySpan<byte> preview) => Facts().TryGet(FactsSection.Preview, out preview);

    /// <summary>RFC 9051 §7.5.2: ENVELOPE.</summary>
    public async ValueTask WriteEnvelopeAsync(IBufferWriter<byte> output)
    {
        if (TryGetFields(asked: null, out var stored))
        {
            EnvelopeWriter.Write(stored, output);
            return;
        }

        await FindPartsAsync();
        await ReadHeaderAsync(0, Parts[0].BodyStart);
        EnvelopeWriter.Write(_header.Octets, output);
    }

    /// <summary>BODYSTRUCTURE, or BODY.</summary>
    public async ValueTask WriteStructureAsync(bool isExtended, OctetBuffer output)
    {
        if (!Facts().TryWriteStructure(isExtended, output))
        {
            await ScanAsync();
            (_body ??= new()).Write(_scan!, isExtended, output);
        }
    }

    /// <summary>Where a section lies; empty if there is none, as Dovecot has it.</summary>
    public async ValueTask<(long Start, long End)> FindAsync(FetchPiece piece)
    {
        if (piece.IsWholeMessage)
        {
            return (0, _content.Length);
        }

        await FindPartsAsync();
        return SectionFinder.TryFind(Parts, piece.Path, piece.Text, out var start, out var end) ? (start, end) : (0, 0);
    }

    /// <summary>HEADER.FIELDS and HEADER.FIELDS.NOT.</summary>
    public async ValueTask WriteFieldsAsync(FetchPiece piece, OctetBuffer output)
    {
        var isNot = piece.Text == SectionText.HeaderFieldsNot;
        if (piece.Path.Length == 0 && !isNot && TryGetFields(piece.Fields, out var stored))
        {
            HeaderFilter.Copy(stored, piece.Fields!, isNot: false, output);
            return;
        }

        var (start, end) = await FindAsync(piece);
        if (end > start || piece.Path.Length == 0)
        {
            await ReadHeaderAsync(start, end);
            HeaderFilter.Copy(_header.Octets, piece.Fields!, isNot, output);
        }
    }

    /// <summary>The header of a part, as far as it is looked into.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadHeaderAsync(long start, long end)
    {
        _header.Clear();
        end = Math.Min(end, start + MimeLimits.Default.HeaderBytesMax);
        while (start < end)
        {
            var read = await _content.ReadAsync(start, _header.GetMemory((int)(end - start))[..(int)(end - start)]);
            if (read == 0)
            {
                throw new InvalidOperationException("A message is shorter than its size.");
            }

            _header.Advance(read);
            start += read;
        }

        return _header.Memory;
    }

    private StoredFacts Facts() => new(_content.Facts.Span);

    private async ValueTask ScanAsync()
    {
        if (_isScanned)
        {
            return;
        }

        var scan = _scan ??= new();
        scan.Begin();
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            for (long offset = 0; offset < _content.Length;)
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
