using Microsoft.CodeAnalysis;

namespace MailStore.Generators.Diagnostics;

/// <summary>Every diagnostic of the generator. The message is written where the fault is found; here stand id, title and severity.</summary>
internal static class Descriptors
{
    public const string RuleWithoutHandler = "MS0001";
    public const string HandlerWithoutRule = "MS0002";
    public const string TwoHandlers = "MS0003";
    public const string HandlerShape = "MS0004";

    private static readonly Dictionary<string, DiagnosticDescriptor> All = new[]
    {
        Error("ABNF0001", "ABNF syntax"),
        Error("ABNF0002", "Undefined rule"),
        Error("ABNF0003", "Differing redefinition"),
        Error("ABNF0004", "Extension without a base rule"),
        Error("ABNF0005", "Prose without a builtin meaning"),
        Create("ABNF0006", "Rule unreachable from any start", DiagnosticSeverity.Warning),
        Error("ABNF0007", "Left recursion"),
        Error("ABNF0008", "Unbounded repetition of what may be empty"),
        Error("ABNF0009", "Recursion without a depth bound"),
        Error("ABNF0010", "RFC 822 notation"),
        Create("ABNF0011", "Alternative can never win", DiagnosticSeverity.Warning),
        Error("ABNF0012", "Alternatives overlap without inclusion"),
        Error("ABNF0013", "Greedy repetition loses a sentence"),
        Error("ABNF0014", "Octets bounded by a count need the type 'counted'"),
        Error("ABNF0015", "Streamed literal in a recursive rule"),
        Error("ABNF0016", "Annotation names something unknown"),
        Create("ABNF0017", "Keyword commit hides a generic match", DiagnosticSeverity.Warning),
        Error("ABNF0018", "Loop contains CR or LF, or reads too far ahead"),
        Error("ABNF0019", "Command struct is too large"),
        Create("ABNF0020", "Equal alternatives dropped", DiagnosticSeverity.Info),
        Error(RuleWithoutHandler, "Command rule without a handler"),
        Error(HandlerWithoutRule, "Handler without a command rule"),
        Error(TwoHandlers, "Two handlers for one command rule"),
        Error(HandlerShape, "Handler does not fit the others"),
    }.ToDictionary(descriptor => descriptor.Id, StringComparer.Ordinal);

    public static DiagnosticDescriptor Of(string id) => All[id];

    public static bool IsError(string id) => All[id].DefaultSeverity == DiagnosticSeverity.Error;

    private static DiagnosticDescriptor Error(string id, string title) => Create(id, title, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Create(string id, string title, DiagnosticSeverity severity) =>
        new(id, title, "{0}", "MailStore.Grammar", severity, isEnabledByDefault: true);
}
