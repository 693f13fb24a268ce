namespace MailStore.Smtp.Replies;

/// <summary>Where the number of a reply stands: written with the reply, so that no text is made of it first.</summary>
internal enum NumberPlace : byte
{
    /// <summary>It has none.</summary>
    None,

    /// <summary>In front of the text, in digits.</summary>
    Before,

    /// <summary>Behind the text, in hexadecimal digits: the name of a message.</summary>
    Behind,
}
