namespace MailStore.Bench.Gates.Store;

/// <summary>One part of the store's gate: it measures, prints, and says what held.</summary>
internal interface IStoreSection
{
    string Name { get; }

    /// <param name="folder">An empty folder of its own, removed afterwards.</param>
    IReadOnlyList<Finding> Run(TextWriter output, string folder);
}
