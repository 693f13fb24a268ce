using MailStore.Mime.Fields;

namespace MailStore.Mime.Rendering;

/// <summary>The Content-* fields of one part (RFC 2045 §3, RFC 2183, 1864, 3282, 2557): where their values lie in its header. Of several the first counts.</summary>
internal ref struct ContentFields
{
    public bool HasType;
    public bool HasId;
    public bool HasDescription;
    public bool HasEncoding;
    public bool HasMd5;
    public bool HasDisposition;
    public bool HasLanguage;
    public bool HasLocation;
    public ReadOnlySpan<byte> Type;
    public ReadOnlySpan<byte> Id;
    public ReadOnlySpan<byte> Description;
    public ReadOnlySpan<byte> Encoding;
    public ReadOnlySpan<byte> Md5;
    public ReadOnlySpan<byte> Disposition;
    public ReadOnlySpan<byte> Language;
    public ReadOnlySpan<byte> Location;

    public static ContentFields Of(ReadOnlySpan<byte> header)
    {
        var fields = default(ContentFields);
        var walk = new FieldWalk(header);
        while (walk.MoveNext())
        {
            if (walk.Name.Length > 8 && FieldText.EqualsIgnoreCase(walk.Name[..8], "Content-"u8))
            {
                fields.Take(walk.Name[8..], walk.Value);
            }
        }

        return fields;
    }

    private void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        switch (name.Length)
        {
            case 2 when FieldText.EqualsIgnoreCase(name, "ID"u8):
                First(ref HasId, ref Id, value);
                break;
            case 3 when FieldText.EqualsIgnoreCase(name, "MD5"u8):
                First(ref HasMd5, ref Md5, value);
                break;
            case 4 when FieldText.EqualsIgnoreCase(name, "Type"u8):
                First(ref HasType, ref Type, value);
                break;
            case 8 when FieldText.EqualsIgnoreCase(name, "Language"u8):
                First(ref HasLanguage, ref Language, value);
                break;
            case 8 when FieldText.EqualsIgnoreCase(name, "Location"u8):
                First(ref HasLocation, ref Location, value);
                break;
            case 11 when FieldText.EqualsIgnoreCase(name, "Description"u8):
                First(ref HasDescription, ref Description, value);
                break;
            case 11 when FieldText.EqualsIgnoreCase(name, "Disposition"u8):
                First(ref HasDisposition, ref Disposition, value);
                break;
            case 17 when FieldText.EqualsIgnoreCase(name, "Transfer-Encoding"u8):
                // One that says nothing does not count.
                if (!FieldText.FirstToken(value).IsEmpty)
                {
                    First(ref HasEncoding, ref Encoding, value);
                }

                break;
        }
    }

    private static void First(ref bool has, ref ReadOnlySpan<byte> field, ReadOnlySpan<byte> value)
    {
        field = has ? field : value;
        has = true;
    }
}
