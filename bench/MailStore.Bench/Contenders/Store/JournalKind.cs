namespace MailStore.Bench.Contenders.Store;

/// <summary>A journal that can be made in a fresh folder.</summary>
internal sealed record JournalKind(string Name, Func<string, IJournal> Open)
{
    public const string Ours = "journal";
    public const string Shipped = "fasterlog shipped";
    public const string Safe = "fasterlog safe";

    public static IReadOnlyList<JournalKind> All { get; } =
    [
        new(Ours, folder => new VolumeJournal(folder)),
        new(Shipped, folder => new FasterLogJournal(folder, isSafe: false)),
        new(Safe, folder => new FasterLogJournal(folder, isSafe: true)),
    ];
}
