namespace MailStore.Engine.Tests.Model;

/// <summary>What a script can do to a store.</summary>
internal enum Act
{
    Born,
    Gone,
    Create,
    Delete,
    Rename,
    Subscribe,
    Uses,
    Metadata,
    Quota,
    Append,
    Flood,
    Drop,
    Deliver,
    Transfer,
    Flags,
    Expunge,
    Burst,
    History,
    Open,
    Close,
    Sync,
    Read,
    Advance,
    Restart,
    Crash,
    Torn,
}
