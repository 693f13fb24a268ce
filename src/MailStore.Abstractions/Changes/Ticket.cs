namespace MailStore.Abstractions.Changes;

/// <summary>Makes tickets.</summary>
public static class Ticket
{
    /// <summary>For what needs no commit, such as a refusal.</summary>
    public static CommitTicket<T> At<T>(T outcome) => new(new ValueTask<T>(outcome));

    public static CommitTicket<T> Of<T>(ValueTask<T> outcome) => new(outcome);

    public static CommitTicket<T> Of<T>(Task<T> outcome) => new(new ValueTask<T>(outcome));
}
