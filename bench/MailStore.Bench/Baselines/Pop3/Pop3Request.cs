using MailStore.Bench.Measuring;

namespace MailStore.Bench.Baselines.Pop3;

/// <summary>What a handler would get from either baseline.</summary>
/// <param name="Number">Of the message; 0 if none was given.</param>
internal sealed record Pop3Request(Pop3Verb Verb, uint Number, uint Lines, string? Text, string? Digest)
{
    public ulong Hash() =>
        Fold.Add(Fold.Add(Fold.Add(Fold.Add(Fold.Start, (ulong)Verb), ((ulong)Number << 32) | Lines), Text), Digest);
}
