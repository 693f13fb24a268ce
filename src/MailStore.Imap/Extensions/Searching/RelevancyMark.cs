namespace MailStore.Imap.Extensions.Searching;

/// <summary>RFC 6203 §4: something of a message that makes it more relevant.</summary>
/// <param name="Question">Whether it has that.</param>
/// <param name="Points">How much that is.</param>
internal readonly record struct RelevancyMark(int Question, int Points)
{
    /// <summary>That a message is found at all. With all that it can have besides it is 100, the highest there is.</summary>
    public const int FoundPoints = 10;

    /// <summary>All words stand there with their ends.</summary>
    public const int WordsPoints = 40;

    /// <summary>They stand there as they were given.</summary>
    public const int PhrasePoints = 30;

    /// <summary>And in the subject: of a search that looks elsewhere too.</summary>
    public const int SubjectPoints = 20;
}
