using MailStore.Bench.Mixes;

namespace MailStore.Bench.Measuring;

internal interface IContender
{
    string Name { get; }

    /// <summary>One pass over the lines: each is copied into the frame, its end is found, then it is parsed. Returns the hash of all facts.</summary>
    ulong Run(LineSet lines);

    /// <summary>How many of the lines are taken for valid.</summary>
    int CountAccepted(LineSet lines);
}
