namespace MailStore.Syntax.Tests.Oracle;

internal enum NodeKind
{
    /// <summary>One octet of a set, then <see cref="Node.Next"/>.</summary>
    Octet,

    /// <summary>Any of <see cref="Node.Targets"/>, without input.</summary>
    Split,

    /// <summary>Remembers <see cref="Node.Next"/> and goes to the only target.</summary>
    Call,

    /// <summary>The end of a rule: back to what was remembered last.</summary>
    Exit,

    /// <summary>As many octets of the set as the digits before the header's end say, then <see cref="Node.Next"/>.</summary>
    Counted,
}
