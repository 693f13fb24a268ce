namespace MailStore.Mime.Sections;

/// <summary>RFC 9051 §6.4.5.1: what of a part a section is.</summary>
public enum SectionText : byte
{
    /// <summary>The part without its header; of the message itself, all of it.</summary>
    Whole,

    /// <summary>The header of the message, or of the message in a part.</summary>
    Header,
    HeaderFields,
    HeaderFieldsNot,
    Text,

    /// <summary>The header of a part.</summary>
    Mime,
}
