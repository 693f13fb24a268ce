namespace MailStore.Testing.Storage;

/// <summary>What a disk can do to an operation. Those of the second half are lies: the caller hears that all is well.</summary>
public enum SimFault
{
    None,

    /// <summary>EIO. Of a write any sectors may be on the disk.</summary>
    Error,

    /// <summary>ENOSPC. Of a write the first sectors may be on the disk.</summary>
    Full,

    /// <summary>It takes virtual time.</summary>
    Slow,

    /// <summary>The machine stops in the middle of it: any sectors of a durable write, any subset of what was buffered, a name or none.</summary>
    PowerCut,

    /// <summary>Nothing is written.</summary>
    LostWrite,

    /// <summary>Only some sectors are written.</summary>
    TornWrite,

    /// <summary>All is written, to another place of the file.</summary>
    MisdirectedWrite,

    /// <summary>One bit is written wrongly.</summary>
    FlippedWrite,

    /// <summary>A durable write stays in the cache of the drive, and goes with the power.</summary>
    CachedWrite,

    /// <summary>A flush that flushes nothing.</summary>
    LostFlush,

    /// <summary>One bit is read wrongly; the next read may be right.</summary>
    FlippedRead,

    /// <summary>A name is made or removed, but not durably.</summary>
    ForgottenName,
}
