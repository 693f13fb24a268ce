namespace MailStore.Tidy.Tests.Tree;

/// <summary>
/// The three forms that our .gitignore uses: <c>name/</c> anywhere, <c>/name/</c> at the top, <c>*.ext</c>. Asking git
/// instead would tie the tests to a clone with git at hand; an unpacked archive must pass too.
/// </summary>
internal sealed class IgnoreList
{
    private readonly HashSet<string> _anywhere = new(StringComparer.Ordinal) { ".git" };
    private readonly HashSet<string> _atTop = new(StringComparer.Ordinal);
    private readonly List<string> _extensions = [];

    public IgnoreList(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("*.", StringComparison.Ordinal))
            {
                _extensions.Add(line[1..]);
            }
            else if (!line.StartsWith('#'))
            {
                (line.StartsWith('/') ? _atTop : _anywhere).Add(line.Trim('/'));
            }
        }
    }

    /// <param name="path">Of a file or folder, from the top, with forward slashes.</param>
    public bool Ignores(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return _anywhere.Contains(name) || _atTop.Contains(path) || _extensions.Exists(extension => path.EndsWith(extension, StringComparison.Ordinal));
    }
}
