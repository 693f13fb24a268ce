using System.Runtime.CompilerServices;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Server.Transfer.Reading;
using Microsoft.Win32.SafeHandles;

namespace MailStore.Server.Transfer.Maildir;

/// <summary>A folder with <c>cur</c> and <c>new</c>. Files that the list of UIDs does not know follow those that it does, by name.</summary>
internal sealed class MaildirMailbox : ISourceMailbox
{
    private const int PieceBytes = 64 * 1024;

    private readonly string _folder;
    private readonly MaildirFlags _flags;
    private readonly bool _isExact;
    private readonly List<MaildirFile> _files = [];
    private readonly byte[] _piece = new byte[PieceBytes];

    /// <param name="folder">With <c>cur</c> and <c>new</c>.</param>
    /// <param name="name">If the folder says no other.</param>
    /// <param name="leaveOut">Told in a sentence what cannot be brought over.</param>
    public MaildirMailbox(string folder, MailboxName name, Action<string> leaveOut)
    {
        _folder = folder;
        _flags = MaildirFlags.Read(folder);
        var (list, note) = (UidList.Read(folder), MailboxNote.Read(folder));
        _isExact = note is not null;
        (Name, Uses) = (note?.Name ?? name, note?.Uses ?? SpecialUse.None);
        (Validity, UidNext) = (new(list?.Validity ?? 0), list?.Next ?? 0);
        foreach (var part in new[] { "cur", "new" })
        {
            var place = Path.Combine(folder, part);
            foreach (var path in Directory.Exists(place) ? Directory.EnumerateFiles(place) : [])
            {
                var file = Path.GetFileName(path);
                if (file[0] != '.' && IsMessage(path, leaveOut))
                {
                    _files.Add(new($"{part}/{file}", list is not null && list.TryFind(UidList.BaseOf(file), out var entry) ? entry : default));
                }
            }
        }

        _files.Sort(Compare);
    }

    public MailboxName Name { get; }

    public SpecialUse Uses { get; }

    public UidValidity Validity { get; }

    public uint UidNext { get; }

    public long Count => _files.Count;

    public async IAsyncEnumerable<SourceMessage> MessagesAsync(string after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        var position = MaildirPosition.Parse(after);
        foreach (var file in _files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!position.IsBehind(file))
            {
                continue;
            }

            position = position.With(file);
            if (Open(file, position) is { } message)
            {
                yield return message;
            }
        }
    }

    private static int Compare(MaildirFile left, MaildirFile right)
    {
        var byUid = Order(left).CompareTo(Order(right));
        return byUid != 0 ? byUid : string.CompareOrdinal(left.Name, right.Name);
    }

    private static long Order(MaildirFile file) => file.Entry.Uid == 0 ? long.MaxValue : file.Entry.Uid;

    private SourceMessage? Open(MaildirFile file, MaildirPosition position)
    {
        if (Find(file) is not { } info)
        {
            return null;
        }

        var offset = TimeSpan.FromMinutes(file.Entry.OffsetMinutes);
        return new(position.ToString(), (sink, cancellation) => CopyAsync(file, sink, cancellation))
        {
            Uid = new(file.Entry.Uid),
            Flags = _flags.Of(info.Name, file.Entry.Keywords),
            InternalDate = new DateTimeOffset(info.LastWriteTimeUtc).ToOffset(offset),
            UniqueId = UniqueId.TryCreate(file.Entry.UniqueId, out var id) ? id : default,
            Size = info.Length,
        };
    }

    // The server that the folder belongs to may still be at work: a file whose flags have changed has another name now, and one
    // that is gone is gone.
    private FileInfo? Find(MaildirFile file)
    {
        var info = new FileInfo(Path.Combine(_folder, file.Path));
        return info.Exists ? info : new DirectoryInfo(Path.Combine(_folder, "cur")).EnumerateFiles(UidList.BaseOf(file.Name) + ":2,*").FirstOrDefault();
    }

    // A link may lead to what the user may not read and whoever imports may, or nowhere.
    private static bool IsMessage(string path, Action<string> leaveOut)
    {
        if (UnreadableNames.Has(path))
        {
            leaveOut($"{path} was left out: {UnreadableNames.Remedy}");
            return false;
        }

        if (new FileInfo(path).LinkTarget is not null)
        {
            leaveOut($"{path} was left out: it is a link, and those are not followed.");
            return false;
        }

        return true;
    }

    private async ValueTask<bool> CopyAsync(MaildirFile message, Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken cancellation)
    {
        Func<ReadOnlyMemory<byte>, ValueTask> write = _isExact ? sink : new LineEnds(sink).WriteAsync;
        if (Find(message) is { Length: 0 })
        {
            // Nothing to read; and to open a pipe that somebody put there would never end.
            return true;
        }

        using var file = OpenFile(message);
        for (long at = 0; file is not null;)
        {
            var count = Read(file, at);
            if (count == 0)
            {
                return true;
            }

            await write(_piece.AsMemory(0, count));
            cancellation.ThrowIfCancellationRequested();
            at += count;
        }

        return false;
    }

    // Between the look and the opening its flags may change once more, and with them its name.
    private SafeFileHandle? OpenFile(MaildirFile message)
    {
        while (Find(message) is { } found)
        {
            try
            {
                return File.OpenHandle(found.FullName);
            }
            catch (FileNotFoundException)
            {
                continue;
            }
        }

        return null;
    }

    // Blocking: a file is read from the page cache or not at all fast, and .NET has nothing better on Linux.
    private int Read(SafeFileHandle file, long at) => RandomAccess.Read(file, _piece, at);
}
