namespace MailStore.Generators.Abnf;

/// <summary>The verbs of the dialect (grammars/README.md).</summary>
/// <param name="WordsMin">How many words must follow.</param>
/// <param name="RuleWords">How many of the first words are rules.</param>
/// <param name="OnePerRule">Whether two different annotations of one rule contradict each other.</param>
/// <param name="Form">For messages.</param>
internal sealed record AnnotationVerb(string Name, int WordsMin, int RuleWords, bool OnePerRule, string Form)
{
    private const int AllWords = int.MaxValue;

    public static readonly IReadOnlyDictionary<string, AnnotationVerb> All = new AnnotationVerb[]
    {
        new("grammar", 3, 0, OnePerRule: false, "grammar NAME namespace NS"),
        new("start", 1, AllWords, OnePerRule: false, "start RULE..."),
        new("command", 1, 1, OnePerRule: true, "command RULE [in STATE...]"),
        new("type", 2, 1, OnePerRule: true, "type RULE TYPE"),
        new("name", 2, 1, OnePerRule: false, "name RULE \"TEXT\"=Name ..."),
        new("depth", 2, 1, OnePerRule: true, "depth RULE N"),
        new("commit", 1, AllWords, OnePerRule: false, "commit RULE"),
        new("prefer", 2, 1, OnePerRule: false, "prefer RULE ALTERNATIVE"),
        new("say", 2, 1, OnePerRule: true, "say RULE WORDS"),
        new("often", 1, 0, OnePerRule: false, "often KEYWORD..."),
        new("stream", 1, AllWords, OnePerRule: false, "stream RULE"),
        new("dialogue", 1, AllWords, OnePerRule: false, "dialogue RULE"),
        new("redefine", 1, AllWords, OnePerRule: false, "redefine RULE"),
        new("requires", 1, 0, OnePerRule: false, "requires FILE"),
    }.ToDictionary(verb => verb.Name, StringComparer.Ordinal);

    /// <summary>Types of <c>;@ type</c>.</summary>
    public static readonly IReadOnlyCollection<string> Types =
        ["token", "u8", "u16", "u32", "u63", "u64", "str", "quoted", "counted", "flag", "enum", "union", "struct"];
}
