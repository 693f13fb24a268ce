using MailStore.Syntax.Message;
using MailStore.Wire.Parsing;

namespace MailStore.Mime.Fields;

/// <summary>Content-Type and Content-Disposition, read by their grammars, and by hand where these refuse. Its memory is kept from field to field.</summary>
public sealed class ContentTypeReader(MimeLimits limits)
{
    private readonly FieldFrame _frame = new();
    private int _typeAt;
    private int _typeBytes;
    private int _subtypeAt;
    private int _subtypeBytes;

    public ParameterSet Parameters { get; } = new(limits.ParametersMax);

    /// <summary>Or the disposition.</summary>
    public ReadOnlySpan<byte> Type => _frame.Value.Slice(_typeAt, _typeBytes);

    public ReadOnlySpan<byte> Subtype => _frame.Value.Slice(_subtypeAt, _subtypeBytes);

    public void ReadType(ReadOnlySpan<byte> value)
    {
        var frame = _frame.Of(value[..Math.Min(value.Length, limits.FieldBytesMax)]);
        (_subtypeAt, _subtypeBytes) = (0, 0);
        ReadToken(0);
        if (MessageParser.ParseContentType(frame, out var type, out _) == ParseStatus.Complete)
        {
            (_subtypeAt, _subtypeBytes) = (type.MediaSubtype.Offset, type.MediaSubtype.Length);
            Parameters.Read(frame, type.Parameters);
            return;
        }

        var at = FieldText.SkipBlanks(_frame.Value, _typeAt + _typeBytes);
        if (at < _frame.Value.Length && _frame.Value[at] == (byte)'/')
        {
            at = FieldText.SkipBlanks(_frame.Value, at + 1);
            (_subtypeAt, _subtypeBytes) = (at, FieldText.Token(_frame.Value[at..]).Length);
            at += _subtypeBytes;
        }

        LooseParameters.Read(_frame.Value[at..], Parameters);
    }

    public void ReadDisposition(ReadOnlySpan<byte> value)
    {
        var frame = _frame.Of(value[..Math.Min(value.Length, limits.FieldBytesMax)]);
        (_subtypeAt, _subtypeBytes) = (0, 0);
        ReadToken(0);
        if (MessageParser.ParseContentDisposition(frame, out var disposition, out _) == ParseStatus.Complete)
        {
            Parameters.Read(frame, disposition.Parameters);
        }
        else
        {
            LooseParameters.Read(_frame.Value[(_typeAt + _typeBytes)..], Parameters);
        }
    }

    private void ReadToken(int from)
    {
        _typeAt = FieldText.SkipBlanks(_frame.Value, from);
        _typeBytes = FieldText.Token(_frame.Value[_typeAt..]).Length;
    }
}
