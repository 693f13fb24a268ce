namespace MailStore.Imap.Extensions.Threading;

/// <summary>The ways to make threads.</summary>
internal enum ThreadWay
{
    /// <summary>RFC 5256 §3: messages of one base subject; the first one sent has all others as its children.</summary>
    OrderedSubject = 1,

    /// <summary>RFC 5256 §3: by what messages refer to, and then by subject.</summary>
    References = 2,

    /// <summary>By what messages refer to and nothing else; threads by the newest of their messages, as clients list them (draft-ietf-morg-inthread §4).</summary>
    Refs = 3,
}
