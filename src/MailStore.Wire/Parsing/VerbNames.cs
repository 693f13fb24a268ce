namespace MailStore.Wire.Parsing;

/// <summary>Names of verbs as figures and logs say them: strings that are there already, since they are wanted with each command.</summary>
public static class VerbNames
{
    /// <summary>By the verb's number; in capitals, as in the protocol.</summary>
    public static string[] Of<TVerb>()
        where TVerb : struct, Enum
    {
        var verbs = Enum.GetValues<TVerb>();
        var names = new string[verbs.Max(verb => Convert.ToInt32(verb)) + 1];
        Array.Fill(names, "");
        foreach (var verb in verbs)
        {
            names[Convert.ToInt32(verb)] = verb.ToString().ToUpperInvariant();
        }

        return names;
    }
}
