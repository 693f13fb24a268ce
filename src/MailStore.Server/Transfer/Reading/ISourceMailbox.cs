using MailStore.Abstractions.Mailboxes;

namespace MailStore.Server.Transfer.Reading;

/// <summary>A mailbox that is brought over.</summary>
internal interface ISourceMailbox
{
    MailboxName Name { get; }

    SpecialUse Uses { get; }

    /// <summary>None if the source knows of no UIDs.</summary>
    UidValidity Validity { get; }

    /// <summary>0 if the source does not say.</summary>
    uint UidNext { get; }

    /// <summary>How many messages there are, about: for a bar of progress.</summary>
    long Count { get; }

    /// <summary>In an order that stays the same: by UID where there are some.</summary>
    /// <param name="after">The <see cref="SourceMessage.Position"/> that was reached before; empty at the beginning.</param>
    /// <param name="cancellation">Ends it.</param>
    IAsyncEnumerable<SourceMessage> MessagesAsync(string after, CancellationToken cancellation);
}
