namespace MailStore.Abstractions.Searching;

/// <summary>Where in a message text is looked for.</summary>
public enum SearchField : byte
{
    /// <summary>Texts of its parts, and all of messages inside it.</summary>
    Body,

    /// <summary>Everywhere: the body, and the fields of all headers.</summary>
    Text,

    From,
    To,
    Cc,
    Bcc,
    Subject,

    /// <summary>Fields of the message's own header that have the name <see cref="SearchNode.Name"/>.</summary>
    Header,
}
