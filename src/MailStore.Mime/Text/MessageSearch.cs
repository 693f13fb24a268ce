using System.Buffers;
using MailStore.Mime.Extraction;
using MailStore.Mime.Fields;
using MailStore.Mime.Structure;

namespace MailStore.Mime.Text;

/// <summary>
/// Looks for text in a message, and in those attachments that an extractor reads: says which octets it wants next, and takes them in any cuts.
/// <code>
/// search.Begin(SearchScope.Body);
/// while (search.TryNext(parts, out var start, out var end)) { await search.BeginPieceAsync(...); search.Take(octets) for all from start to end; await search.EndPieceAsync(...) }
/// search.End(), whatever happened
/// scan.IsFound(0)
/// </code>
/// </summary>
public sealed class MessageSearch
{
    private readonly ISearchSink _scan;
    private readonly PartText _text;
    private readonly FieldSearch _fields = new();
    private readonly AttachmentName _name;
    private readonly ArrayBufferWriter<char> _nameText = new();
    private readonly OctetBuffer _header = new();
    private readonly int _headerBytesMax;
    private readonly AttachmentText? _attachment;
    private SearchScope _scope;
    private int _part;
    private bool _isHeader;
    private bool _isAttachment;
    private bool _isSearchedHeader;

    /// <param name="scan">Gets the text.</param>
    /// <param name="limits">For headers.</param>
    /// <param name="extraction">Who reads attachments; null: nobody.</param>
    public MessageSearch(ISearchSink scan, MimeLimits? limits = null, TextExtraction? extraction = null)
    {
        _attachment = extraction is { IsEmpty: false } ? new(extraction, limits) : null;
        _scan = scan;
        _text = new(scan, limits);
        _name = new(limits);
        _headerBytesMax = (limits ?? MimeLimits.Default).HeaderBytesMax;
    }

    /// <summary>False if the text of an attachment could not be had this time.</summary>
    public bool IsWhole { get; private set; }

    public void Begin(SearchScope scope)
    {
        End();
        _scan.Begin();
        _scope = scope;
        (_part, _isHeader, _isAttachment, IsWhole) = (-1, false, false, true);
    }

    /// <summary>Ends what was taken and goes on. False if there is nothing more that could matter.</summary>
    public bool TryNext(ReadOnlySpan<Part> parts, out long start, out long end)
    {
        EndTaken(parts);
        (start, end) = (0, 0);
        if (_scan.IsSated)
        {
            return false;
        }

        if (_isHeader && TryBeginBody(parts[_part]))
        {
            (start, end) = (parts[_part].BodyStart, parts[_part].BodyEnd);
            return true;
        }

        while (++_part < parts.Length)
        {
            ref readonly var part = ref parts[_part];
            _isSearchedHeader = _scope == SearchScope.Text || IsOfBody(parts);
            if (_isSearchedHeader || part.Kind == PartKind.Text || (part.Kind == PartKind.Leaf && _attachment is not null))
            {
                _isHeader = true;
                _header.Clear();
                (start, end) = (part.Start, Math.Min(part.BodyStart, part.Start + _headerBytesMax));
                return true;
            }
        }

        return false;
    }

    public void Take(ReadOnlySpan<byte> octets)
    {
        if (_isHeader)
        {
            _header.Write(octets);
        }
        else if (_isAttachment)
        {
            _attachment!.Take(octets);
        }
        else if (!_scan.IsSated)
        {
            _text.Take(octets);
        }
    }

    /// <summary>Before the octets that were asked for are read: of attachments only a few may be in memory at a time.</summary>
    public ValueTask BeginPieceAsync(CancellationToken cancellation) => _isAttachment ? _attachment!.EnterAsync(cancellation) : ValueTask.CompletedTask;

    /// <summary>All octets that were asked for are here: if they are an attachment, somebody else reads it now.</summary>
    public ValueTask EndPieceAsync(CancellationToken cancellation) => _isAttachment ? ReadAttachmentAsync(cancellation) : ValueTask.CompletedTask;

    /// <summary>Others may have their turn. To be called however the search ended.</summary>
    public void End()
    {
        _isAttachment = false;
        _attachment?.Leave();
    }

    private async ValueTask ReadAttachmentAsync(CancellationToken cancellation)
    {
        _isAttachment = false;
        var text = await _attachment!.FinishAsync(cancellation);
        IsWhole &= !_attachment.IsUnread;
        _scan.EnterBody();
        _scan.Take(text is null ? default : text.Characters);
        _attachment.Leave();
    }

    private bool TryBeginBody(in Part part)
    {
        if (part.Kind == PartKind.Text)
        {
            _isHeader = false;
            _text.Begin(_header.Octets);
            _scan.EnterBody();
            return true;
        }

        _isAttachment = part.Kind == PartKind.Leaf && _attachment?.TryBegin(_header.Octets, part.BodyBytes) == true;
        IsWhole &= part.Kind != PartKind.Leaf || _attachment is not { IsUnread: true };
        _isHeader &= !_isAttachment;
        return _isAttachment;
    }

    private bool IsOfBody(ReadOnlySpan<Part> parts) => parts[_part].Parent is >= 0 and var parent && parts[parent].Kind == PartKind.Message;

    // What people see as the name of a file may be in the pieces of RFC 2231, which nobody would look for as they stand.
    private void TakeName(bool isOfBody)
    {
        _nameText.ResetWrittenCount();
        if (!_scan.IsSated && _name.Read(_header.Octets, _nameText))
        {
            _scan.EnterField(default, isOfMessage: false, isOfBody);
            _scan.EnterValue();
            _scan.Take(_nameText.WrittenSpan);
            _scan.Break();
        }
    }

    private void EndTaken(ReadOnlySpan<Part> parts)
    {
        if (_part < 0 || _part >= parts.Length)
        {
            return;
        }

        if (_isAttachment)
        {
            throw new InvalidOperationException("Nobody waited for the text of an attachment.");
        }

        if (!_isHeader)
        {
            if (parts[_part].Kind == PartKind.Text)
            {
                _text.Finish();
            }

            _scan.Break();
        }
        else if (_isSearchedHeader)
        {
            _fields.TakeAll(_header.Octets, _scan, isOfMessage: _part == 0, isOfBody: IsOfBody(parts));
            TakeName(IsOfBody(parts));
        }
    }
}
