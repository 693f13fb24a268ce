namespace MailStore.Server.Transfer.Reading;

/// <summary>Where mail is brought over from.</summary>
internal interface IImportSource : IAsyncDisposable
{
    /// <summary>What tells this source from others, as long as it is the same one: an import that was interrupted goes on by it.</summary>
    string Identity { get; }

    /// <summary>What cannot be brought over, in sentences. Whole once everything was gone through.</summary>
    IReadOnlyList<string> LeftOut { get; }

    IAsyncEnumerable<ISourceMailbox> MailboxesAsync(CancellationToken cancellation);

    /// <summary>Names without a mailbox that are subscribed, too.</summary>
    ValueTask<IReadOnlyList<string>> SubscriptionsAsync(CancellationToken cancellation);
}
