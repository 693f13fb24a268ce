using System.Runtime.CompilerServices;
using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Server.Transfer.Reading;

namespace MailStore.Server.Transfer.Mbox;

/// <summary>A file of messages, or a folder of such files: each is a mailbox of its name, and folders are levels above.</summary>
/// <param name="into">The mailbox that a single file becomes.</param>
internal sealed class MboxSource(string path, MailboxName into, MboxQuoting quoting) : IImportSource
{
    private const string Extension = ".mbox";

    // Links are not followed: they may lead in a circle, and to mail of somebody else.
    private static readonly EnumerationOptions s_whole = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    private readonly List<string> _leftOut = [];

    public string Identity => "mbox " + Path.GetFullPath(path);

    public IReadOnlyList<string> LeftOut => _leftOut;

    public async IAsyncEnumerable<ISourceMailbox> MailboxesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        if (File.Exists(path))
        {
            yield return new MboxMailbox(path, into, quoting);
            yield break;
        }

        foreach (var file in Directory.EnumerateFileSystemEntries(path, "*", s_whole).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            if (UnreadableNames.Has(file))
            {
                _leftOut.Add($"{file} was left out: {UnreadableNames.Remedy}");
                continue;
            }

            var levels = Path.GetRelativePath(path, file).Split(Path.DirectorySeparatorChar);
            // Indexes and settings of servers begin with a dot; what does not begin with a From_ line is somebody else's.
            if (File.Exists(file) && !levels.Any(level => level[0] == '.') && IsMbox(file) && NameOf(levels) is { } name)
            {
                yield return new MboxMailbox(file, name, quoting);
            }
        }
    }

    public ValueTask<IReadOnlyList<string>> SubscriptionsAsync(CancellationToken cancellation)
    {
        var list = Path.Combine(path, ".subscriptions");
        return new(File.Exists(list) ? File.ReadAllLines(list, Encoding.UTF8).Where(line => line.Length > 0).ToList() : []);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsMbox(string file)
    {
        using var lines = new MboxLines(file, 0);
        return !lines.Read() || FromLine.TryRead(lines.Piece.Span, out _);
    }

    private static MailboxName? NameOf(string[] levels)
    {
        levels[^1] = levels[^1].EndsWith(Extension, StringComparison.Ordinal) ? levels[^1][..^Extension.Length] : levels[^1];
        return MailboxName.TryCreate(string.Join(MailboxName.Delimiter, levels.Select(Decoded)), out var name) ? name : null;
    }

    private static string Decoded(string level)
    {
        // As an export writes it: a dot and a backslash have no place in names of files.
        var plain = level.Replace("&AC4-", ".", StringComparison.Ordinal).Replace("&AFw-", "\\", StringComparison.Ordinal);
        return ModifiedUtf7.Decode(Encoding.UTF8.GetBytes(plain), out var name) == ModifiedUtf7Fault.None ? name : plain;
    }
}
