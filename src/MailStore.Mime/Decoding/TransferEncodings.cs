using MailStore.Mime.Fields;

namespace MailStore.Mime.Decoding;

/// <summary>The names of transfer encodings.</summary>
public static class TransferEncodings
{
    /// <param name="value">Of a Content-Transfer-Encoding field. Some programs write parameters there, and comments are allowed.</param>
    public static TransferEncoding Parse(ReadOnlySpan<byte> value)
    {
        var name = FieldText.FirstToken(value);
        return name.Length switch
        {
            0 => TransferEncoding.Identity,
            4 when Is(name, "7bit"u8) || Is(name, "8bit"u8) => TransferEncoding.Identity,
            5 when Is(name, "7-bit"u8) || Is(name, "8-bit"u8) => TransferEncoding.Identity,
            6 when Is(name, "base64"u8) => TransferEncoding.Base64,
            6 when Is(name, "binary"u8) => TransferEncoding.Identity,
            8 when Is(name, "uuencode"u8) => TransferEncoding.Uuencode,
            10 when Is(name, "x-uuencode"u8) => TransferEncoding.Uuencode,
            4 when Is(name, "x-uu"u8) => TransferEncoding.Uuencode,
            3 when Is(name, "uue"u8) => TransferEncoding.Uuencode,
            5 when Is(name, "x-uue"u8) => TransferEncoding.Uuencode,
            16 when Is(name, "quoted-printable"u8) => TransferEncoding.QuotedPrintable,
            _ => TransferEncoding.Unknown,
        };
    }

    /// <summary>What a header says: of several fields the first that says something counts, as in BODYSTRUCTURE.</summary>
    public static TransferEncoding Of(ReadOnlySpan<byte> header)
    {
        for (var fields = new FieldWalk(header); fields.MoveTo("Content-Transfer-Encoding"u8);)
        {
            if (!FieldText.FirstToken(fields.Value).IsEmpty)
            {
                return Parse(fields.Value);
            }
        }

        return TransferEncoding.Identity;
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> wanted) => FieldText.EqualsIgnoreCase(name, wanted);
}
