using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace MailStore.Load.Targets;

/// <summary>A server under load, as the file says that the script which started it has written.</summary>
/// <param name="Name">As in tables.</param>
/// <param name="Class"><c>always</c>: what it says is done is on the disk. <c>shipped</c>: as the server is shipped.</param>
/// <param name="Version">Of the server.</param>
/// <param name="Login">What a user logs in as: <c>{0}@example.org</c> or <c>{0}</c>.</param>
/// <param name="Process">Whose time and memory are read, with its children.</param>
/// <param name="Folder">Where its mail lies.</param>
/// <param name="Restart">A command that ends the server and starts it again, and writes the file anew.</param>
internal sealed record Target(string Name, string Class, string Version, string? Imap, string? Pop3, string? Lmtp, string? Smtp, string Login, string Password, int Process, string Folder, string[] Restart)
{
    private static readonly JsonSerializerOptions s_form = new() { PropertyNameCaseInsensitive = true };

    /// <summary>We, and not somebody whom we are compared to.</summary>
    public bool IsOurs => Name == "mailstore";

    public IPEndPoint ImapPlace => Place(Imap);

    public IPEndPoint Pop3Place => Place(Pop3);

    public IPEndPoint LmtpPlace => Place(Lmtp);

    public IPEndPoint SmtpPlace => Place(Smtp);

    public static Target Read(string file) => JsonSerializer.Deserialize<Target>(File.ReadAllText(file), s_form)
        ?? throw new InvalidDataException($"{file} describes no server.");

    /// <summary>All whose files are in folders of a folder, we first.</summary>
    public static List<Target> ReadAll(string folder) =>
        [.. Directory.EnumerateFiles(folder, "target.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(Read).OrderBy(target => !target.IsOurs).ThenBy(target => target.Name, StringComparer.Ordinal)];

    public string LoginOf(string user) => string.Format(CultureInfo.InvariantCulture, Login, user);

    /// <summary>Ends the server and starts it again.</summary>
    /// <returns>The same server; its process and places may be others.</returns>
    public Target StartAgain()
    {
        using var script = System.Diagnostics.Process.Start(new ProcessStartInfo(Restart[0], Restart[1..]) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException($"{Name} cannot be started again.");
        script.StandardOutput.ReadToEnd();
        script.WaitForExit();
        return script.ExitCode == 0 ? Read(Path.Combine(Folder, "target.json")) : throw new InvalidOperationException($"{Name} did not start again.");
    }

    private IPEndPoint Place(string? text) => IPEndPoint.Parse(text ?? throw new InvalidOperationException($"{Name} does not speak that protocol."));
}
