namespace MailStore.Abstractions.Searching;

/// <summary>One step of a search as it was run.</summary>
/// <param name="Depth">How far inside of other steps.</param>
/// <param name="What">For people.</param>
/// <param name="Estimate">Messages that were expected; -1 if nobody guessed.</param>
/// <param name="Found">Messages that hold.</param>
/// <param name="Open">Messages that have to be opened to know.</param>
/// <param name="Took">Time, without the steps inside.</param>
public readonly record struct SearchStep(int Depth, string What, long Estimate, long Found, long Open, TimeSpan Took);
