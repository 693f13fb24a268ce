using System.Runtime.CompilerServices;
using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Server.Transfer.Reading;

namespace MailStore.Server.Transfer.Maildir;

/// <summary>
/// A Maildir with its folders: <c>.Sent.2024</c> beside <c>cur</c> and <c>new</c> as Maildir++ has it, or <c>Sent/2024</c> as Dovecot has
/// it with <c>LAYOUT=fs</c>.
/// </summary>
internal sealed class MaildirSource(string root) : IImportSource
{
    private static readonly string[] s_parts = ["cur", "new", "tmp"];

    private readonly List<string> _leftOut = [];

    public string Identity => "maildir " + Path.GetFullPath(root);

    public IReadOnlyList<string> LeftOut => _leftOut;

    public static bool IsMaildir(string folder) => Directory.Exists(Path.Combine(folder, "cur")) || Directory.Exists(Path.Combine(folder, "new"));

    public async IAsyncEnumerable<ISourceMailbox> MailboxesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        if (IsMaildir(root))
        {
            yield return new MaildirMailbox(root, MailboxName.Inbox, _leftOut.Add);
        }

        foreach (var (folder, name) in Folders())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new MaildirMailbox(folder, name, _leftOut.Add);
        }
    }

    public ValueTask<IReadOnlyList<string>> SubscriptionsAsync(CancellationToken cancellation)
    {
        var path = Path.Combine(root, "subscriptions");
        IReadOnlyList<string> names = File.Exists(path) ? Names(File.ReadAllLines(path, Encoding.UTF8)) : [];
        return new(names);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Names in UTF-8 stand as they are (Dovecot's mailbox_list_utf8).
    private static string Decoded(string text) =>
        Ascii.IsValid(text) && ModifiedUtf7.Decode(Encoding.ASCII.GetBytes(text), out var name) == ModifiedUtf7Fault.None ? name : text;

    // Dovecot writes a version and an empty line first, and then levels with tabs between; before, names with dots.
    private static List<string> Names(string[] lines)
    {
        var isNew = lines is [var head, ..] && head.StartsWith("V\t", StringComparison.Ordinal);
        return [.. lines.Skip(isNew ? 2 : 0).Where(line => line.Length > 0).Select(line => Decoded(line.Replace(isNew ? '\t' : '.', MailboxName.Delimiter)))];
    }

    private List<(string Folder, MailboxName Name)> Folders()
    {
        var folders = new List<(string, MailboxName)>();
        foreach (var folder in FoldersIn(root))
        {
            var name = Path.GetFileName(folder);
            if (name.Length > 1 && name[0] == '.' && IsMaildir(folder))
            {
                Add(folders, folder, Decoded(name[1..].Replace('.', MailboxName.Delimiter)));
            }
            else if (name[0] != '.' && !s_parts.Contains(name))
            {
                AddTree(folders, folder, Decoded(name));
            }
        }

        return folders;
    }

    private void AddTree(List<(string, MailboxName)> folders, string folder, string name)
    {
        if (IsMaildir(folder))
        {
            Add(folders, folder, name);
        }

        foreach (var child in FoldersIn(folder))
        {
            var level = Path.GetFileName(child);
            if (level[0] != '.' && !s_parts.Contains(level))
            {
                AddTree(folders, child, $"{name}/{Decoded(level)}");
            }
        }
    }

    // Links are not followed: they may lead in a circle, and to mail of somebody else.
    private List<string> FoldersIn(string folder)
    {
        var folders = Directory.EnumerateDirectories(folder).Where(path => new DirectoryInfo(path).LinkTarget is null).Order(StringComparer.Ordinal).ToLookup(UnreadableNames.Has);
        _leftOut.AddRange(folders[true].Select(path => $"{path} was left out with all that is in it: {UnreadableNames.Remedy}"));
        return [.. folders[false]];
    }

    private static void Add(List<(string, MailboxName)> folders, string folder, string text)
    {
        // A folder whose name is none is not dropped with its mail: it gets the name of its directory, without what is forbidden.
        var name = MailboxName.TryCreate(text, out var read) ? read : MailboxName.Create("Imported/" + string.Concat(text.Where(char.IsAsciiLetterOrDigit)));
        folders.Add((folder, name));
    }
}
