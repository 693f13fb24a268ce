using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Registry;
using MailStore.Server.Accounts.Embedded;

namespace MailStore.Server.Cli.Backup;

/// <summary>What the directory knows of a user, beside the user's mail in a backup: the name, and the record with keys and addresses.</summary>
internal static class UserFile
{
    private const string FileName = "user";

    public static string MailOf(string folder) => Path.Combine(folder, "mail");

    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, FileName));

    public static void Write(IMailStore store, AccountName name, string folder)
    {
        var record = store.Registry.Find(DirectoryRecords.KeyOf(name));
        var path = Path.Combine(folder, FileName);
        File.WriteAllLines(path + ".tmp", [name.Text, record is null ? "" : Convert.ToBase64String(record.Octets.Span)]);
        if (!OperatingSystem.IsWindows())
        {
            // Keys of passwords: they let nobody in, but help whoever guesses.
            File.SetUnixFileMode(path + ".tmp", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(path + ".tmp", path, overwrite: true);
    }

    /// <summary>Makes the user again as they were. Null, or why not; a user who is there stays as they are.</summary>
    public static async Task<string?> RestoreAsync(IMailStore store, AccountName name, string folder)
    {
        if (await File.ReadAllLinesAsync(Path.Combine(folder, FileName)) is not [var was, var octets, ..])
        {
            return $"{folder} holds no backup of a user.";
        }

        if (was != name.Text)
        {
            return $"{folder} holds the backup of {was}, and not of {name}.";
        }

        await store.CreateAccount(name);
        if (octets.Length == 0 || store.Registry.Find(DirectoryRecords.KeyOf(name)) is not null)
        {
            return null;
        }

        var record = new byte[octets.Length];
        if (!Convert.TryFromBase64String(octets, record, out var count))
        {
            return $"{folder} holds no backup of a user: its file '{FileName}' is damaged.";
        }

        var user = StoredUser.Read(name.Text, record.AsMemory(0, count));
        var edits = new List<RegistryEdit> { new(DirectoryRecords.KeyOf(name), record.AsMemory(0, count)) { Expected = RegistryEdit.Absent } };
        edits.AddRange(user.Addresses.Select(address => new RegistryEdit(new(Shelves.Addresses, address), new StoredAddress(StoredAddressKind.Alias, [name.Text]).Write())));
        UserAdmin.AddDomains(edits, [name.Text, .. user.Addresses]);
        return UserAdmin.Said(await store.Registry.Change(edits));
    }
}
