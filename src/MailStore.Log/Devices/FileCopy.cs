namespace MailStore.Log.Devices;

/// <summary>What a link becomes where there are no links: a durable copy.</summary>
internal static class FileCopy
{
    private const int PieceBytes = 1024 * 1024;

    public static void Copy(IStorage source, string name, IStorage target, string targetName)
    {
        using var from = source.Open(name, WriteMode.ReadOnly);
        using var to = target.Create(targetName, WriteMode.Buffered);
        var piece = new byte[PieceBytes];
        var offset = 0L;
        for (int read; (read = from.Read(offset, piece)) > 0; offset += read)
        {
            to.Write(offset, piece.AsSpan(0, read));
        }

        to.Flush();
    }
}
