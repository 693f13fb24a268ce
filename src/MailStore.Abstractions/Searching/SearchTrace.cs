namespace MailStore.Abstractions.Searching;

/// <summary>Notes how a search was run, for whoever asks why it took so long.</summary>
public sealed class SearchTrace(TimeProvider clock)
{
    private readonly List<SearchStep> _steps = [];

    public TimeProvider Clock { get; } = clock;

    public IReadOnlyList<SearchStep> Steps => _steps;

    public void Add(in SearchStep step) => _steps.Add(step);
}
