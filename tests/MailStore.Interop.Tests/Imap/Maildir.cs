using System.Security.Cryptography;

namespace MailStore.Interop.Tests.Imap;

/// <summary>A folder of messages as files, their flags in their names.</summary>
internal sealed class Maildir
{
    private readonly string _path;

    public Maildir(string root, string name)
    {
        _path = Path.Combine(root, name);
        foreach (var part in (string[])["cur", "new", "tmp"])
        {
            Directory.CreateDirectory(Path.Combine(_path, part));
        }
    }

    public int Count => Files().Count;

    /// <summary>Lines end with LF, as mail lies in maildirs.</summary>
    public void Add(string name, ReadOnlySpan<byte> message, string flags)
    {
        var octets = message.ToArray().Where(octet => octet != (byte)'\r').ToArray();
        File.WriteAllBytes(Path.Combine(_path, "cur", $"{name}:2,{flags}"), octets);
    }

    public void SetFlags(int index, string flags)
    {
        var file = Files()[index];
        File.Move(file, file[..file.IndexOf(":2,", StringComparison.Ordinal)] + ":2," + flags);
    }

    public void Delete(int index) => File.Delete(Files()[index]);

    /// <summary>Names of files in their order.</summary>
    public IReadOnlyList<string> Names() => [.. Files().Select(file => Path.GetFileName(file))];

    /// <summary>A hash of each message with its flags, in the order of the hashes. The line by which mbsync knows its own uploads does not count.</summary>
    public IReadOnlyList<string> Contents() =>
    [
        .. Files().Select(file => Convert.ToHexString(SHA256.HashData(WithoutMark(File.ReadAllBytes(file)))) + FlagsOf(file)).Order(StringComparer.Ordinal),
    ];

    private static ReadOnlySpan<byte> WithoutMark(byte[] message)
    {
        var start = message.AsSpan().IndexOf("X-TUID: "u8);
        var end = start < 0 ? 0 : start + message.AsSpan(start).IndexOf((byte)'\n') + 1;
        return start < 0 ? message : [.. message.AsSpan(0, start), .. message.AsSpan(end)];
    }

    private static string FlagsOf(string file) => file.Split(":2,") is [_, var flags] ? flags : "";

    private List<string> Files() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(_path, "cur")).Concat(Directory.EnumerateFiles(Path.Combine(_path, "new"))).Order(StringComparer.Ordinal),
    ];
}
