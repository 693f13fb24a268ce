namespace MailStore.Simulation.Ledger;

internal enum LedgerVerb : byte
{
    /// <summary>An entry without a body: one frame.</summary>
    Post = 1,

    /// <summary>An entry here and one there: two frames that must stand or fall together.</summary>
    Pair = 2,

    /// <summary>An entry with a body, perhaps in two accounts.</summary>
    Deliver = 3,

    /// <summary>An entry goes, and its body if nobody else has it.</summary>
    Drop = 4,

    /// <summary>An entry of one account in another as well, with the same body.</summary>
    Copy = 5,
}
