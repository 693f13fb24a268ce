using System.IO.Compression;
using System.Text;

namespace MailStore.Mime.Tests.Office;

/// <summary>Makes documents, by the zip archive of .NET and not by ours.</summary>
internal static class OfficeFile
{
    public static byte[] Of(params ReadOnlySpan<(string Name, string Xml)> files)
    {
        using var octets = new MemoryStream();
        using (var archive = new ZipArchive(octets, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, xml) in files)
            {
                using var entry = archive.CreateEntry(name, xml.Length % 2 == 0 ? CompressionLevel.Optimal : CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.UTF8.GetBytes(xml));
            }
        }

        return octets.ToArray();
    }

    /// <summary>One file of so many octets that are the same again and again.</summary>
    public static byte[] Bomb(string name, string begin, string again, long length)
    {
        using var octets = new MemoryStream();
        using (var archive = new ZipArchive(octets, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
            entry.Write(Encoding.ASCII.GetBytes(begin));
            var piece = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(again, Math.Max(1, 64 * 1024 / again.Length))));
            for (var written = 0L; written < length; written += piece.Length)
            {
                entry.Write(piece);
            }
        }

        return octets.ToArray();
    }
}
