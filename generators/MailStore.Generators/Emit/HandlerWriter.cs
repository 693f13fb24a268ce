using MailStore.Generators.Analysis;
using MailStore.Generators.Model;

namespace MailStore.Generators.Emit;

/// <summary>
/// Writes the form of dispatch for tests and tools: a method a command on a struct, called without a delegate or a box. Servers have
/// handlers that wait, one class a command (Bind).
/// </summary>
internal sealed class HandlerWriter(CodeWriter code, Plan plan)
{
    private readonly string _name = plan.Grammar.Name;

    public void Write()
    {
        var header = plan.Header!.Name;
        code.Line("/// <summary>What becomes of a frame: one method a command.</summary>");
        code.Open("public interface I" + _name + "Handler<out TResult>");
        foreach (var command in plan.Annotations.Commands.Values)
        {
            code.Line("TResult On" + PascalName.Of(command.Rule) + "(in " + header + " command, W.Frame frame);");
            code.Line();
        }

        code.Line("/// <summary>Asked before each command: a rule's <c>;@ command ... in</c> says in which states it may come.</summary>");
        code.Line(_name + "States State { get; }");
        code.Line();
        code.Line("/// <summary>The command may not come in this state. Asked for before a literal is, so nobody sends octets for nothing.</summary>");
        code.Line("TResult Forbid(in " + header + " command, W.Frame frame);");
        code.Line();
        code.Line("/// <summary>The frame ends with the header of a counted literal.</summary>");
        code.Line("TResult Await(in " + header + " command, in W.ParseStop stop, W.Frame frame);");
        code.Line();
        code.Line("/// <summary>The frame is no command.</summary>");
        code.Line("TResult Refuse(in W.ParseStop stop, W.Frame frame);");
        code.Close();
        code.Line();
        code.Line("/// <summary>Parses a frame and calls the method of its command.</summary>");
        code.Open("public static class " + _name + "Calls");
        code.Line("public static TResult Dispatch<THandler, TResult>(W.Frame frame, ref THandler handler)");
        code.Indent();
        code.Line("where THandler : I" + _name + "Handler<TResult>, allows ref struct");
        code.Outdent();
        code.Line("{");
        code.Indent();
        code.Line("W.ParseStatus status = " + _name + "Parser.Parse(frame, out " + header + " command, out W.ParseStop stop);");
        code.Open("if (status == W.ParseStatus.Invalid)");
        code.Line("return handler.Refuse(in stop, frame);");
        code.Close();
        code.Line();
        code.Open("if (command.Verb != " + _name + "Verb.None && (" + _name + "Verbs.StatesOf(command.Verb) & handler.State) == " + _name + "States.None)");
        code.Line("return handler.Forbid(in command, frame);");
        code.Close();
        code.Line();
        code.Open("if (status == W.ParseStatus.NeedLiteral)");
        code.Line("return handler.Await(in command, in stop, frame);");
        code.Close();
        code.Line();
        code.Line("return command.Verb switch");
        code.Line("{");
        foreach (var command in plan.Annotations.Commands.Values)
        {
            var pascal = PascalName.Of(command.Rule);
            code.Line("    " + _name + "Verb." + pascal + " => handler.On" + pascal + "(in command, frame),");
        }

        code.Line("    _ => handler.Refuse(in stop, frame),");
        code.Line("};");
        code.Close();
        code.Close();
        code.Line();
    }
}
