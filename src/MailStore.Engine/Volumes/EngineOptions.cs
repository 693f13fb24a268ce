using MailStore.Abstractions.Messages;
using MailStore.Engine.Access;
using MailStore.Engine.Accounts;
using MailStore.Engine.Search.Catalog;
using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Volumes;
using MailStore.Mime.Extraction;

namespace MailStore.Engine.Volumes;

/// <summary>What a store is opened with. Nothing of it is kept on disk but the sizes of volumes, once they are created.</summary>
public sealed record EngineOptions
{
    public EngineLimits Limits { get; init; } = new();

    /// <summary>Sizes of each volume. Their identities are made when they are created.</summary>
    public VolumeOptions Volume { get; init; } = new();

    /// <summary>Looks at each message once, on its way in.</summary>
    public IMessageAnalyst? Analyst { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public WriterMode Mode { get; init; } = WriterMode.Threaded;

    /// <summary>Where the search index of each volume is kept, apart from the mail; null for none. Whoever gives them disposes of them, after the store.</summary>
    public Func<int, IStorage>? SearchStorages { get; init; }

    public SearchOptions Search { get; init; } = new();

    /// <summary>Who reads attachments for the index; whoever searches the store needs the same. Whoever gives it disposes of it.</summary>
    public TextExtraction Extraction { get; init; } = TextExtraction.None;

    /// <summary>For a cluster; without one all slots are where the store was created.</summary>
    public IClusterMap? Map { get; init; }

    /// <summary>Who may do what with which mailbox. Each command of each session asks it.</summary>
    public IAccessRules Access { get; init; } = OwnerRules.Instance;

    /// <summary>Takes a line for the operator when a volume closes or its upkeep ends. Called by the volume's own threads: it must be quick.</summary>
    public Action<string>? Report { get; init; }
}
