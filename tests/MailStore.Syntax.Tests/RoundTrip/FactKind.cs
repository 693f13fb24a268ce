namespace MailStore.Syntax.Tests.RoundTrip;

internal enum FactKind
{
    /// <summary>Octets of the frame.</summary>
    Text,

    /// <summary>A string, with the way it is written.</summary>
    String,

    Number,

    /// <summary>A member of an enum, or a kind of a union.</summary>
    Word,

    Flag,
}
