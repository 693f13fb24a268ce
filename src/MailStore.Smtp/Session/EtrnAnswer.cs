namespace MailStore.Smtp.Session;

/// <summary>RFC 1985: what a client hears that asks for its queue. There is no queue here, but some clients want to be told so kindly.</summary>
public enum EtrnAnswer
{
    /// <summary>502, and no word of it in EHLO.</summary>
    NotOffered,

    /// <summary>251: no messages wait for you.</summary>
    NothingWaits,

    /// <summary>458: unable to queue messages for you.</summary>
    Unable,
}
