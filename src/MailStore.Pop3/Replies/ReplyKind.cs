namespace MailStore.Pop3.Replies;

/// <summary>What is left to be written when a handler comes back.</summary>
internal enum ReplyKind : byte
{
    /// <summary>+OK and a text.</summary>
    Ok,

    /// <summary>-ERR, perhaps a code, and a text.</summary>
    Err,

    /// <summary>+OK and two numbers.</summary>
    Numbers,

    /// <summary>+OK, one number and a text.</summary>
    Count,

    /// <summary>Nothing: the handler has written all of it, since it has many lines.</summary>
    Written,
}
