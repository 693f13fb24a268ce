using MailStore.Mime.Extraction;

namespace MailStore.Imap.Tests.Connection;

/// <summary>Reads application/x-held: when it is let, or told to end.</summary>
internal sealed class HeldExtractor : ITextExtractor, IDisposable
{
    private readonly ManualResetEventSlim _goesOn = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => "held";

    public int Version => 1;

    public IReadOnlyList<string> MediaTypes { get; } = ["application/x-held"];

    public IReadOnlyList<string> FileEndings => [];

    public Task Begun => _begun.Task;

    public void GoOn() => _goesOn.Set();

    public void Extract(Stream content, ExtractedText text, CancellationToken cancellation)
    {
        _begun.TrySetResult();
        _goesOn.Wait(cancellation);
        text.Take("held");
    }

    public void Dispose() => _goesOn.Dispose();
}
