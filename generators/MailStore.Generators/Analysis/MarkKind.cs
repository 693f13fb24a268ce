namespace MailStore.Generators.Analysis;

/// <summary>What a mark does when the parse passes it.</summary>
internal enum MarkKind
{
    /// <summary>Sets the kind of the union or enum under construction.</summary>
    Kind,

    /// <summary>Sets the kind to Other and keeps the text from the start of the value.</summary>
    Other,

    /// <summary>Sets a flag field.</summary>
    Flag,

    /// <summary>Sets the verb of the command.</summary>
    Verb,

    /// <summary>Makes the value under construction a string of bare octets, from its start.</summary>
    Atom,

    /// <summary>Makes the value under construction NIL.</summary>
    Nil,

    /// <summary>Makes the number under construction the constant that the name holds.</summary>
    Number,
}
