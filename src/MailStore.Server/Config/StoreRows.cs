namespace MailStore.Server.Config;

/// <summary>Where the mail is.</summary>
internal static class StoreRows
{
    public static Setting Data { get; } = new("data", "Store", ValueForm.Folder, "The folder of the store. One that is not there or empty becomes a new store.") { Default = ["data"] };
}
