using System.Text;
using MailStore.Bench.Gates.Search;
using Xunit;

namespace MailStore.Bench.Tests.Gates;

public sealed class SearchGateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailstore-gate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_gate_runs_finds_what_is_rare_once_and_leaves_nothing_behind()
    {
        var output = new StringWriter();
        byte[][] originals = [.. Enumerable.Range(0, 30).Select(Original)];
        var findings = await new SearchGate(output, _folder, originals, SearchGateOptions.Tiny).RunAsync();
        Assert.Contains(findings, finding => finding.Text.StartsWith("TEXT, a rare string", StringComparison.Ordinal) && finding.Text.EndsWith("COUNT 1", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Text.StartsWith("THREAD REFS UTF-8 ALL, warm", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.IsJudged && finding.Text.StartsWith("deliveries with an index", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    private static byte[] Original(int number) => Encoding.ASCII.GetBytes(
        $"From: a{number}@example.org\r\nSubject: Message {number % 4}\r\nMessage-Id: <{number}@example.org>\r\nReferences: <{number / 2}@example.org>\r\n\r\nSome lines about linux and perl that stand in all of them.\r\n");
}
