using System.Globalization;
using MailStore.Simulation.Torture.History;

namespace MailStore.Simulation.Torture.Clients;

/// <summary>What an operator of the server works with: its store, a backup, exports, and a Maildir to be imported.</summary>
internal sealed class OperatorFolders(string root)
{
    private const int MailPerImport = 20;

    private readonly List<string> _mail = [];

    public string Data { get; } = Path.Combine(root, "data");

    public string Backup { get; } = Path.Combine(root, "backup");

    public string Restored { get; } = Path.Combine(root, "restored");

    public string ImportFrom { get; } = Path.Combine(root, "import");

    /// <summary>The last backup was not heard to end.</summary>
    public bool IsBackupBroken { get; set; }

    /// <summary>One was heard to end: from then on there is always one to restore.</summary>
    public bool HasBackup { get; set; }

    /// <summary>Names of all messages that were ever put there to be imported.</summary>
    public IReadOnlyList<string> Mail => _mail;

    public string ExportOf(string user, string format) => Path.Combine(root, "export", format, user);

    /// <summary>More mail comes into the Maildir.</summary>
    public void AddMail()
    {
        var folder = Directory.CreateDirectory(Path.Combine(ImportFrom, "cur")).FullName;
        for (var number = 0; number < MailPerImport; number++)
        {
            var token = string.Create(CultureInfo.InvariantCulture, $"import-{_mail.Count:D6}");
            File.WriteAllText(Path.Combine(folder, $"{token}.host:2,"), TortureMessage.Write(token), System.Text.Encoding.Latin1);
            _mail.Add(token);
        }
    }
}
