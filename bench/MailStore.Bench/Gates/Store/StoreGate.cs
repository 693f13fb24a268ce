namespace MailStore.Bench.Gates.Store;

/// <summary>Runs the sections of the store's gate one after the other, in this process and on this disk, and judges them.</summary>
internal sealed class StoreGate(TextWriter output, string folder, IReadOnlyList<IStoreSection> sections)
{
    private static readonly IStoreSection[] Sections =
    [
        new JournalSection(JournalSectionOptions.Full),
        new UpkeepSection(UpkeepSectionOptions.Full),
        new EngineSection(EngineSectionOptions.Full),
        new MailboxSection(MailboxSectionOptions.Full),
    ];

    /// <summary>All of it, on the disk of the temporary folder, or of the one that is named.</summary>
    public static StoreGate Full(TextWriter output, string? folder) =>
        new(output, folder ?? Path.Combine(Path.GetTempPath(), "mailstore-gate"), Sections);

    /// <summary>One section by its name; "million" is not among those that always run.</summary>
    public static StoreGate Only(TextWriter output, string folder, string section) =>
        new(output, folder, [.. Sections.Append(new EngineSection(EngineSectionOptions.Million)).Where(one => one.Name == section)]);

    /// <returns>The exit code: 0 if every gate holds.</returns>
    public int Run()
    {
        var findings = new List<Finding>();
        foreach (var section in sections)
        {
            var place = Path.Combine(folder, section.Name);
            Remove(place);
            Directory.CreateDirectory(place);
            output.WriteLine($"{section.Name} (in {place})");
            try
            {
                findings.AddRange(section.Run(output, place));
            }
            finally
            {
                Remove(place);
            }

            output.WriteLine();
        }

        var shortfalls = findings.Where(finding => finding.IsShort).ToList();
        output.WriteLine(shortfalls.Count == 0 ? "gate store: every gate holds" : $"gate store: {shortfalls.Count} short");
        foreach (var shortfall in shortfalls)
        {
            output.WriteLine("  " + shortfall.Text);
        }

        return shortfalls.Count == 0 ? 0 : 1;
    }

    private static void Remove(string place)
    {
        if (Directory.Exists(place))
        {
            Directory.Delete(place, recursive: true);
        }
    }
}
