namespace MailStore.Bench.Gates;

/// <summary>One thing that a gate looked at.</summary>
/// <param name="IsJudged">False: printed for information.</param>
internal readonly record struct Finding(bool Holds, bool IsJudged, string Text)
{
    public bool IsShort => IsJudged && !Holds;

    public override string ToString() => $"{(!IsJudged ? "info" : Holds ? "holds" : "SHORT"),-6}{Text}";
}
