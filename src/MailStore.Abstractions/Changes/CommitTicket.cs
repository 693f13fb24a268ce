using System.Runtime.CompilerServices;

namespace MailStore.Abstractions.Changes;

/// <summary>
/// What one gets for a change that was handed in: its place in the queue is taken, and awaiting the ticket gives the outcome
/// once it is durable, and never before. Changes that one session hands in one behind the other are committed in that order,
/// so a session may hand in the next one while this one is on its way. Await it exactly once.
/// </summary>
public readonly struct CommitTicket<T>(ValueTask<T> outcome) : IEquatable<CommitTicket<T>>
{
    private readonly ValueTask<T> _outcome = outcome;

    /// <summary>The outcome is there: awaiting does not wait.</summary>
    public bool IsDurable => _outcome.IsCompleted;

    public static bool operator ==(CommitTicket<T> left, CommitTicket<T> right) => left.Equals(right);

    public static bool operator !=(CommitTicket<T> left, CommitTicket<T> right) => !left.Equals(right);

    /// <summary>The outcome, once it is durable. Throws <see cref="StoreUnavailableException"/> if that was never known.</summary>
    public ValueTask<T> WhenDurable() => _outcome;

    public ValueTaskAwaiter<T> GetAwaiter() => _outcome.GetAwaiter();

    public bool Equals(CommitTicket<T> other) => _outcome.Equals(other._outcome);

    public override bool Equals(object? obj) => obj is CommitTicket<T> other && Equals(other);

    public override int GetHashCode() => _outcome.GetHashCode();
}
