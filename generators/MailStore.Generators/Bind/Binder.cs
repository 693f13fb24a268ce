using MailStore.Generators.Diagnostics;
using MailStore.Generators.Emit;

namespace MailStore.Generators.Bind;

/// <summary>Joins command rules and handlers by name. What has no partner, or two, is an error.</summary>
internal sealed class Binder
{
    private readonly List<EmitUnit> _units = [];
    private readonly List<GrammarDiagnostic> _rules = [];
    private readonly List<HandlerDiagnostic> _handlers = [];

    public static BindResult Bind(IReadOnlyList<CommandTable> tables, IReadOnlyList<HandlerModel> handlers, string rootNamespace)
    {
        var binder = new Binder();
        var homes = handlers.ToLookup(handler => binder.HomeOf(handler, tables), StringComparer.Ordinal);
        foreach (var table in tables)
        {
            binder.BindTable(table, [.. homes[table.Grammar]], rootNamespace.Length == 0 ? table.Namespace : rootNamespace);
        }

        return new BindResult(new([.. binder._units]), new([.. binder._rules]), new([.. binder._handlers]));
    }

    /// <summary>The grammar that a handler belongs to; empty where there is none, which is then reported.</summary>
    private string HomeOf(HandlerModel handler, IReadOnlyList<CommandTable> tables)
    {
        var homes = tables.Where(table => handler.Grammar.Length == 0 || handler.Grammar == table.Grammar)
            .Where(table => table.Rows.Any(row => row.Rule == handler.Rule))
            .Select(table => table.Grammar)
            .ToList();
        if (homes.Count == 1)
        {
            return homes[0];
        }

        var message = homes.Count == 0
            ? $"No grammar that this project dispatches has ';@ command {handler.Rule}'."
            : $"The grammars {string.Join(" and ", homes)} have a command '{handler.Rule}': say which with Grammar = \"...\".";
        _handlers.Add(new HandlerDiagnostic(homes.Count == 0 ? Descriptors.HandlerWithoutRule : Descriptors.HandlerShape, handler.Type, message));
        return "";
    }

    private void BindTable(CommandTable table, List<HandlerModel> handlers, string space)
    {
        var problems = _rules.Count + _handlers.Count;
        var bound = new List<(CommandRow Row, HandlerModel Handler)>();
        foreach (var row in table.Rows)
        {
            var candidates = handlers.Where(handler => handler.Rule == row.Rule).OrderBy(handler => handler.Type, StringComparer.Ordinal).ToList();
            if (candidates.Count == 0)
            {
                _rules.Add(new GrammarDiagnostic(
                    Descriptors.RuleWithoutHandler,
                    row.File,
                    row.Rule,
                    DiagnosticPlace.OfAnnotation(row.Annotation),
                    $"The command '{row.Spelling}' has no handler: no class has [CommandHandler(\"{row.Spelling}\")]."));
            }
            else if (candidates.Count > 1)
            {
                _handlers.AddRange(candidates.Select(candidate => new HandlerDiagnostic(
                    Descriptors.TwoHandlers,
                    candidate.Type,
                    $"The command '{row.Spelling}' has more than one handler: {string.Join(", ", candidates.Select(other => Short(other.Type)))}.")));
            }
            else
            {
                bound.Add((row, candidates[0]));
            }
        }

        foreach (var (row, handler) in bound)
        {
            CheckShape(table, row, handler, bound[0].Handler);
        }

        if (problems == _rules.Count + _handlers.Count && bound.Count > 0)
        {
            _units.Add(new DispatchWriter(table, bound, space).Write());
        }
    }

    private void CheckShape(CommandTable table, CommandRow row, HandlerModel handler, HandlerModel first)
    {
        var fault = handler.Fault;
        if (fault.Length == 0 && handler.Argument.Length > 0 && handler.Argument != row.Name + "Command" && handler.Argument != table.Grammar + "Command")
        {
            fault = $"The first parameter is {row.Name}Command, what the rule '{row.Spelling}' captures, or {table.Grammar}Command, the whole.";
        }
        else if (fault.Length == 0 && first.Fault.Length == 0 && handler.Session != first.Session)
        {
            fault = $"The session is {Short(handler.Session)} here and {Short(first.Session)} in {Short(first.Type)}: all handlers take the same.";
        }
        else if (fault.Length == 0 && first.Fault.Length == 0 && handler.Result != first.Result)
        {
            fault = $"This returns {Short(handler.Result)}, and {Short(first.Type)} returns {Short(first.Result)}: all handlers return the same.";
        }

        if (fault.Length > 0)
        {
            _handlers.Add(new HandlerDiagnostic(Descriptors.HandlerShape, handler.Type, fault));
        }
    }

    private static string Short(string type) => type.Replace("global::", "");
}
