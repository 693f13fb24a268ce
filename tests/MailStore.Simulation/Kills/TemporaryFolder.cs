namespace MailStore.Simulation.Kills;

/// <summary>A directory on a real disk, removed with all that is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mailstore-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
