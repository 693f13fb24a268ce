namespace MailStore.Engine.Accounts;

/// <summary>Ends when it is disposed of.</summary>
internal sealed class Watch(Action end) : IDisposable
{
    private Action? _end = end;

    public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
}
