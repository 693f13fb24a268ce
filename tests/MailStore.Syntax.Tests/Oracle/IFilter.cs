namespace MailStore.Syntax.Tests.Oracle;

/// <summary>A deterministic automaton that runs beside a rule and takes away some of its texts.</summary>
internal interface IFilter
{
    /// <summary>The state that takes nothing away any more.</summary>
    public const int Free = int.MaxValue;

    /// <summary>The state of a text that is taken away.</summary>
    public const int Dead = -1;

    int Start { get; }

    int Step(int state, byte octet);

    /// <summary>True if a text may end in this state.</summary>
    bool MayEnd(int state);
}
