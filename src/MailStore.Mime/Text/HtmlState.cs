namespace MailStore.Mime.Text;

internal enum HtmlState : byte
{
    Text = 0,

    /// <summary>Behind an ampersand.</summary>
    Entity = 1,

    /// <summary>Behind "&lt;": what follows says whether it is one.</summary>
    TagOpen = 2,
    TagName = 3,
    Attributes = 4,
    SingleQuoted = 5,
    DoubleQuoted = 6,

    /// <summary>"&lt;!" or "&lt;?", up to the next "&gt;".</summary>
    Declaration = 7,
    Comment = 8,

    /// <summary>In a script or a style, where nothing but its own end tag counts.</summary>
    Hidden = 9,
    HiddenTagOpen = 10,
    HiddenTagName = 11,

    /// <summary>In a value without quotes.</summary>
    Unquoted = 12,
}
