using MailStore.Tidy.Tests.Tree;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>What slips into a commit from the machine where it was made: paths, package sources, halves of a merge.</summary>
internal static class StrayTextRule
{
    /// <summary>Sites to read, and names reserved for examples (RFC 2606). A package source is none of them.</summary>
    private static readonly string[] Hosts =
    [
        "www.rfc-editor.org", "www.iana.org", "learn.microsoft.com", "github.com", "schemas.microsoft.com", "www.w3.org",
        "localhost", "example", "example.com", "example.net", "example.org", "test", "invalid",
    ];

    private static readonly string[] MachineSettings = ["nuget.config", ".npmrc", ".yarnrc", "pip.conf", ".env"];

    private static readonly string[] MachineFolders = ["root", "work", "home", "Users", "tmp"];

    private static readonly string[] Conflicts = [new string('<', 7) + " ", new string('>', 7) + " ", new string('|', 7) + " "];

    public static IEnumerable<Violation> Check(IReadOnlyList<SourceFile> files)
    {
        foreach (var file in files)
        {
            if (MachineSettings.Contains(file.Name, StringComparer.OrdinalIgnoreCase))
            {
                yield return new(file.Path, 0, "settings of a machine", "delete it: package sources and secrets belong to the machine");
            }

            foreach (var (index, line) in file.Lines.Index())
            {
                if (Judge(line) is { } fault)
                {
                    yield return new(file.Path, index + 1, fault.Problem, fault.Remedy);
                }
            }
        }
    }

    private static (string Problem, string Remedy)? Judge(string line)
    {
        if (Conflicts.Any(mark => line.StartsWith(mark, StringComparison.Ordinal)))
        {
            return ("a merge was left unfinished here", "resolve it");
        }

        if (Array.Find(MachineFolders, folder => HasPath(line, $"/{folder}/") || HasPath(line, $":\\{folder}\\")) is { } found)
        {
            return ($"a path under {found} of some machine", "write it relative to the repository, or take it from the environment");
        }

        if (HostsIn(line).FirstOrDefault(host => !Hosts.Any(known => IsWithin(host, known))) is { } host)
        {
            return ($"host {host}", "leave it out; if it is a public page worth reading, add it to StrayTextRule.Hosts");
        }

        return null;
    }

    // "tests/home/x" is ours; an absolute path starts a word.
    private static bool HasPath(string line, string path)
    {
        for (var at = line.IndexOf(path, StringComparison.Ordinal); at >= 0; at = line.IndexOf(path, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || path[0] == ':' || line[at - 1] is ' ' or '\t' or '"' or '\'' or '`' or '(' or '[' or '=' or ':' or '>' or ',')
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> HostsIn(string line)
    {
        foreach (var scheme in (string[])["http://", "https://"])
        {
            for (var at = line.IndexOf(scheme, StringComparison.OrdinalIgnoreCase); at >= 0; at = line.IndexOf(scheme, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                var host = new string(line.Skip(at + scheme.Length).TakeWhile(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-').ToArray());
                if (host.Length > 0)
                {
                    yield return host;
                }
            }
        }
    }

    private static bool IsWithin(string host, string known) =>
        string.Equals(host, known, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + known, StringComparison.OrdinalIgnoreCase);
}
