using System.Globalization;
using MailStore.Generators.Analysis;
using MailStore.Generators.Model;

namespace MailStore.Generators.Emit;

/// <summary>Writes the public face of a parser: Parse, Resume, Describe, and what is known of each verb.</summary>
internal sealed class ParserWriter(CodeWriter code, Words words, Plan plan, bool skipsLocalsInit)
{
    private readonly string _name = plan.Grammar.Name;

    public void Write()
    {
        code.Line("/// <summary>Parses frames of the grammar " + _name + ". Allocates nothing, throws nothing, reads nothing outside of the frame and its padding.</summary>");
        if (skipsLocalsInit)
        {
            code.Line("[SkipLocalsInit]");
        }

        code.Open("public static class " + _name + "Parser");
        foreach (var start in plan.Procedures.Where(static one => one.IsStart && !one.Name.StartsWith("Resume", StringComparison.Ordinal)).OrderBy(static one => one.Name, StringComparer.Ordinal))
        {
            WriteParse(start);
        }

        if (plan.ResumePoints.Count > 0)
        {
            WriteResume();
        }

        code.Line("/// <summary>What was expected, in words for a person.</summary>");
        code.Line("public static string Describe(in W.ParseStop stop) => " + _name + "Expected.Text(stop.Expected);");
        code.Line();
        code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        code.Open("private static W.ParseStatus Finish(ref W.Scan x, nint i, out W.ParseStop stop)");
        code.Open("if (i == x.Length)");
        code.Line("stop = default;");
        code.Line("return W.ParseStatus.Complete;");
        code.Close();
        code.Line();
        code.Line("return Refuse(ref x, i, out stop);");
        code.Close();
        code.Line();
        code.Line("[MethodImpl(MethodImplOptions.NoInlining)]");
        code.Open("private static W.ParseStatus Refuse(ref W.Scan x, nint i, out W.ParseStop stop)");
        code.Open("if (i >= 0)");
        code.Line("x.Fail(i, " + words.Expect("end of frame", "nothing more") + ");");
        code.Close();
        code.Line();
        code.Line(_name + "Hints.Apply(ref x);");
        code.Line("return x.Stop(out stop);");
        code.Close();
        code.Close();
        code.Line();
        if (plan.Header is not null)
        {
            new HandlerWriter(code, plan).Write();
            WriteVerbFacts();
        }
    }

    private void WriteParse(Procedure start)
    {
        var method = start.Scope?.Kind == ScopeKind.Header ? "Parse" : "Parse" + PascalName.Of(start.Rule);
        var parameter = start.Scope?.Kind == ScopeKind.Header ? "command" : "value";
        code.Line("/// <summary>Parses a whole frame as " + start.Rule + ".</summary>");
        code.Open("public static W.ParseStatus " + method + "(W.Frame frame, out " + start.Target + " " + parameter + ", out W.ParseStop stop)");
        code.Line(parameter + " = default;");
        code.Line("W.Scan x = new(frame);");
        code.Line("nint i = " + _name + "Rules." + BodyWriter.CallText(start, parameter).Replace("(ref x, i", "(ref x, 0") + ";");
        code.Line("return Finish(ref x, i, out stop);");
        code.Close();
        code.Line();
    }

    private void WriteResume()
    {
        code.Line("/// <summary>");
        code.Line("/// Goes on behind a streamed literal: the frame holds the rest of the line. The command value holds only what this line");
        code.Line("/// brings, in its Rest struct; the resume point is the one that the parse before handed out.");
        code.Line("/// </summary>");
        code.Open("public static W.ParseStatus Resume(W.Frame frame, byte resumePoint, out " + plan.Header!.Name + " command, out W.ParseStop stop)");
        code.Line("command = default;");
        code.Line("W.Scan x = new(frame);");
        code.Line("nint i = resumePoint switch");
        code.Line("{");
        foreach (var (point, _, procedure) in plan.ResumePoints.OrderBy(static one => one.Point))
        {
            code.Line("    " + point.ToString(CultureInfo.InvariantCulture) + " => " + _name + "Rules." + procedure.Name + "(ref x, 0, ref command),");
        }

        code.Line("    _ => x.Fail(0, " + words.Expect("resume point", "a resume point that the parse before has handed out") + "),");
        code.Line("};");
        code.Line("return Finish(ref x, i, out stop);");
        code.Close();
        code.Line();
    }

    private void WriteVerbFacts()
    {
        code.Line("/// <summary>What the grammar files say of each verb.</summary>");
        code.Open("public static class " + _name + "Verbs");
        WriteFact("W.VerbFacts", "Of", static command => "new(\"" + command.Rule.ToUpperInvariant() + "\", \"" + command.Rfc + "\", [" + string.Join(", ", command.Capabilities.Select(static word => "\"" + word + "\"")) + "])", "new(\"\", \"\", [])");
        WriteFact(_name + "States", "StatesOf", StatesOf, _name + "States.None");
        code.Line("/// <summary>Every capability word that a grammar file brings.</summary>");
        code.Line("public static ReadOnlySpan<string> Capabilities => Words;");
        code.Line();
        var all = plan.Grammar.Annotations.SelectMany(static one => one.Capabilities).Distinct().OrderBy(static word => word, StringComparer.Ordinal);
        code.Line("private static readonly string[] Words = [" + string.Join(", ", all.Select(static word => "\"" + word + "\"")) + "];");
        if (plan.Lines.Count > 0)
        {
            code.Line();
            code.Line("/// <summary>The kind of line that a dialogue goes on with; each has a Parse method of its name.</summary>");
            code.Line("public static " + _name + "Dialogue DialogueOf(" + _name + "Verb verb) => verb switch");
            code.Line("{");
            foreach (var (command, line) in plan.Lines)
            {
                code.Line("    " + _name + "Verb." + PascalName.Of(command) + " => " + _name + "Dialogue." + PascalName.Of(line) + ",");
            }

            code.Line("    _ => " + _name + "Dialogue.None,");
            code.Line("};");
        }

        code.Close();
        code.Line();
        if (plan.Lines.Count > 0)
        {
            code.Line("/// <summary>Lines that follow the command line of a dialogue.</summary>");
            code.Open("public enum " + _name + "Dialogue : byte");
            code.Line("None = 0,");
            foreach (var line in plan.Lines.Select(static one => PascalName.Of(one.Line)).Distinct())
            {
                code.Line(line + ",");
            }

            code.Close();
            code.Line();
        }
    }

    private void WriteFact(string type, string method, Func<CommandRule, string> value, string otherwise)
    {
        code.Line("public static " + type + " " + method + "(" + _name + "Verb verb) => verb switch");
        code.Line("{");
        foreach (var command in plan.Annotations.Commands.Values)
        {
            code.Line("    " + _name + "Verb." + PascalName.Of(command.Rule) + " => " + value(command) + ",");
        }

        code.Line("    _ => " + otherwise + ",");
        code.Line("};");
        code.Line();
    }

    private string StatesOf(CommandRule command) =>
        command.States.Count == 0 ? _name + "States.Any" : string.Join(" | ", command.States.Select(state => _name + "States." + state));
}
