using System.Buffers;
using System.Runtime.CompilerServices;
using MailStore.Abstractions.Mailboxes;
using MailStore.Server.Transfer.Reading;

namespace MailStore.Server.Transfer.Mbox;

/// <summary>
/// One file of messages, each behind a From_ line. It is gone through once for where they end and once for what is in them, in memory
/// that does not grow with it.
/// </summary>
internal sealed class MboxMailbox : ISourceMailbox
{
    private const int HeaderBytesMax = 1024 * 1024;

    private readonly string _path;
    private readonly MboxQuoting _quoting;

    public MboxMailbox(string path, MailboxName name, MboxQuoting quoting)
    {
        (_path, Name, _quoting) = (path, name, quoting);
        using var lines = new MboxLines(path, 0);
        var isThere = lines.Read();
        if (isThere && !FromLine.TryRead(lines.Piece.Span, out _))
        {
            throw new ImportFaultException($"{path} is no mbox: it does not begin with a From_ line.");
        }

        var first = isThere ? ReadHeader(lines, new()) : new();
        (Validity, UidNext) = (new(first.Validity), first.Validity == 0 ? 0 : first.UidLast + 1);
    }

    public MailboxName Name { get; }

    public SpecialUse Uses => SpecialUse.None;

    public UidValidity Validity { get; }

    public uint UidNext { get; }

    /// <summary>Nobody has counted them.</summary>
    public long Count => 0;

    public async IAsyncEnumerable<SourceMessage> MessagesAsync(string after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        var position = MboxPosition.Parse(after);
        using var file = File.OpenHandle(_path, share: FileShare.ReadWrite);
        if (!position.IsStillIn(file))
        {
            throw new ImportFaultException($"{_path} was written anew since it was imported, so nobody can tell which of its messages are new: bring it into another mailbox with --below, or move what is new to another file.");
        }

        using var lines = new MboxLines(_path, position.Offset);
        var isThere = lines.Read();
        while (isThere && FromLine.TryRead(lines.Piece.Span, out var date))
        {
            cancellation.ThrowIfCancellationRequested();
            var (begin, own) = (lines.Offset, new ArrayBufferWriter<byte>());
            var header = ReadHeader(lines, own);
            var start = lines.Offset;
            isThere = Skip(lines);
            if (header.IsPseudo)
            {
                continue;
            }

            // At the end, lines stand behind all that there was.
            var body = new MboxBody(_path, header, _quoting, own.WrittenMemory, start, lines.Offset);
            yield return new(MboxPosition.Behind(file, begin, lines.Offset).ToString(), body.CopyAsync)
            {
                Uid = Validity.Value == 0 ? default : new(header.Uid),
                Flags = header.Flags,
                InternalDate = date.ToOffset(header.ExactBytes < 0 ? date.Offset : TimeSpan.FromMinutes(header.OffsetMinutes)),
                UniqueId = header.UniqueId,
            };
        }
    }

    // Up to the empty line, or behind our own field: the line that ends it is read, and belongs to what follows. Fields of the file go to the
    // header, the others are the message's.
    private static MboxHeader ReadHeader(MboxLines lines, ArrayBufferWriter<byte> own)
    {
        var header = new MboxHeader();
        var (isFirst, isTaken) = (lines.Offset == 0, false);
        while (lines.Read())
        {
            var line = lines.Piece.Span;
            if (header.ExactBytes >= 0 || !lines.StartsLine || line[0] is (byte)'\n' or (byte)'\r' || own.WrittenCount > HeaderBytesMax || FromLine.TryRead(line, out _))
            {
                break;
            }

            // RFC 5322 §2.2.3: a field goes on in lines that begin with a blank.
            isTaken = line[0] is (byte)' ' or (byte)'\t' ? isTaken : header.TryTake(line, isFirst, isInFront: own.WrittenCount == 0);
            if (!isTaken)
            {
                own.Write(line);
            }
        }

        return header;
    }

    /// <summary>To the next From_ line; false at the end of the file.</summary>
    private static bool Skip(MboxLines lines)
    {
        while (!(lines.StartsLine && FromLine.TryRead(lines.Piece.Span, out _)))
        {
            if (!lines.Read())
            {
                return false;
            }
        }

        return true;
    }
}
