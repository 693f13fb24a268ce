namespace MailStore.Engine.Tests.Model;

/// <summary>What a random script is made of.</summary>
internal sealed record Mix
{
    /// <summary>Many small things: each act meets each other one.</summary>
    public static Mix Everyday { get; } = new()
    {
        Accounts = 3,
        Names = ["INBOX", "INBOX", "INBOX", "A", "A/B", "A/B/C", "B", "Sent", "X/Y", "INBOX/Old"],
        Shares =
        [
            (Act.Born, 8), (Act.Gone, 2), (Act.Create, 40), (Act.Delete, 15), (Act.Rename, 20), (Act.Subscribe, 8), (Act.Uses, 8), (Act.Metadata, 12),
            (Act.Quota, 6), (Act.Append, 200), (Act.Drop, 5), (Act.Deliver, 80), (Act.Transfer, 90), (Act.Flags, 200), (Act.Expunge, 90), (Act.Burst, 25),
            (Act.History, 20), (Act.Open, 45), (Act.Close, 10), (Act.Sync, 80), (Act.Read, 25), (Act.Advance, 5), (Act.Restart, 3), (Act.Crash, 2), (Act.Torn, 1),
        ],
    };

    /// <summary>Mailboxes of several pages of UIDs, changed by the thousand.</summary>
    public static Mix Large { get; } = new()
    {
        Accounts = 1,
        Names = ["INBOX", "INBOX", "INBOX", "A"],
        WidthMax = 3000,
        FloodMax = 3000,
        Shares =
        [
            (Act.Create, 5), (Act.Flood, 20), (Act.Append, 5), (Act.Transfer, 8), (Act.Flags, 40), (Act.Expunge, 15), (Act.Burst, 5),
            (Act.History, 5), (Act.Open, 8), (Act.Close, 2), (Act.Sync, 15), (Act.Restart, 2), (Act.Crash, 2), (Act.Torn, 2),
        ],
    };

    public required int Accounts { get; init; }

    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>How often each act comes, of all of them.</summary>
    public required IReadOnlyList<(Act Act, int Share)> Shares { get; init; }

    /// <summary>Of a range of UIDs.</summary>
    public int WidthMax { get; init; } = 12;

    /// <summary>Messages that come at once.</summary>
    public int FloodMax { get; init; } = 100;
}
