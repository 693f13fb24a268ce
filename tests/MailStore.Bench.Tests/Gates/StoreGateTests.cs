using MailStore.Bench.Contenders.Store;
using MailStore.Bench.Gates;
using MailStore.Bench.Gates.Store;
using Xunit;

namespace MailStore.Bench.Tests.Gates;

public sealed class StoreGateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailstore-gate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_journal_section_runs_judges_everything_and_leaves_nothing_behind()
    {
        var output = new StringWriter();
        var findings = new JournalSection(JournalSectionOptions.Tiny).Run(output, Path.Combine(_folder, "section"));
        Assert.Equal(9, findings.Count);
        Assert.All(findings, finding => Assert.True(finding.IsJudged));
        foreach (var kind in JournalKind.All)
        {
            Assert.Contains(kind.Name, output.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_engine_section_runs_judges_everything_and_leaves_nothing_open()
    {
        var output = new StringWriter();
        var findings = new EngineSection(EngineSectionOptions.Tiny).Run(output, Path.Combine(_folder, "section"));
        Assert.Equal(2, findings.Count);
        Assert.All(findings, finding => Assert.True(finding.IsJudged));
        Assert.Contains("recovery of 100 messages", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_section_on_upkeep_collects_and_salvages()
    {
        var output = new StringWriter();
        var findings = new UpkeepSection(UpkeepSectionOptions.Tiny).Run(output, Path.Combine(_folder, "upkeep"));
        Assert.Equal(4, findings.Count);
        Assert.DoesNotContain(findings, finding => finding.IsShort);
        Assert.Contains("0 losses", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_mailbox_section_runs_and_its_views_are_right()
    {
        var findings = new MailboxSection(MailboxSectionOptions.Tiny).Run(new StringWriter(), _folder);
        Assert.Equal(11, findings.Count);
        Assert.All(findings, finding => Assert.True(finding.IsJudged));
        Assert.True(findings[^1].Holds);
        Assert.Contains(findings, finding => finding.Holds && finding.Text.StartsWith("numbers that came back wrong", StringComparison.Ordinal));
    }

    [Fact]
    public void The_gate_fails_if_one_section_is_short_and_removes_its_folders()
    {
        var output = new StringWriter();
        Assert.Equal(1, new StoreGate(output, _folder, [new Short(true), new Short(false)]).Run());
        Assert.Equal(0, new StoreGate(output, _folder, [new Short(false)]).Run());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    private sealed class Short(bool isShort) : IStoreSection
    {
        public string Name => "short";

        public IReadOnlyList<Finding> Run(TextWriter output, string folder)
        {
            File.WriteAllText(Path.Combine(folder, "left"), "behind");
            return [new(!isShort, true, "a limit")];
        }
    }
}
