namespace MailStore.Mime.Fields;

/// <summary>One parameter: where its name and its value lie in the text of its <see cref="ParameterSet"/>.</summary>
internal struct MimeParameter
{
    public int NameAt;
    public int NameBytes;
    public int ValueAt;
    public int ValueBytes;

    /// <summary>RFC 2231 §3: which piece of the value this is.</summary>
    public int Section;

    /// <summary>There is an asterisk in its name: it is a piece, or percent-encoded, or both.</summary>
    public bool IsPiece;

    /// <summary>RFC 2231 §4: percent-encoded, with charset'language' in front of the first piece.</summary>
    public bool IsExtended;
}
