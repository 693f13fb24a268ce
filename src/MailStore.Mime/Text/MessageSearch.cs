using System.Buffers;
using MailStore.Mime.Fields;
using MailStore.Mime.Structure;

namespace MailStore.Mime.Text;

/// <summary>
/// Looks for text in a message without its attachments: says which octets it wants next, and takes them in any cuts.
/// <code>
/// search.Begin(parts, SearchScope.Body);
/// while (search.TryNext(parts, out var start, out var end)) { ... search.Take(octets) for all from start to end ... }
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
    private SearchScope _scope;
    private int _part;
    private bool _isHeader;
    private bool _isSearchedHeader;

    public MessageSearch(ISearchSink scan, MimeLimits? limits = null)
    {
        _scan = scan;
        _text = new(scan, limits);
        _name = new(limits);
        _headerBytesMax = (limits ?? MimeLimits.Default).HeaderBytesMax;
    }

    public void Begin(SearchScope scope)
    {
        _scan.Begin();
        _scope = scope;
        (_part, _isHeader) = (-1, false);
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

        if (_isHeader && parts[_part].Kind == PartKind.Text)
        {
            _isHeader = false;
            (start, end) = (parts[_part].BodyStart, parts[_part].BodyEnd);
            _text.Begin(_header.Octets);
            _scan.EnterBody();
            return true;
        }

        while (++_part < parts.Length)
        {
            ref readonly var part = ref parts[_part];
            _isSearchedHeader = _scope == SearchScope.Text || IsOfBody(parts);
            if (_isSearchedHeader || part.Kind == PartKind.Text)
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
        else if (!_scan.IsSated)
        {
            _text.Take(octets);
        }
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

        if (!_isHeader)
        {
            _text.Finish();
            _scan.Break();
        }
        else if (_isSearchedHeader)
        {
            _fields.TakeAll(_header.Octets, _scan, isOfMessage: _part == 0, isOfBody: IsOfBody(parts));
            TakeName(IsOfBody(parts));
        }
    }
}
