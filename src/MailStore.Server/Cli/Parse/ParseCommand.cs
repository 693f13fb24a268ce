using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO.Pipelines;
using System.Text;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Cli.Parse;

/// <summary><c>mailstore parse</c>: what the generated parser makes of commands.</summary>
internal static class ParseCommand
{
    private const string About = """
        Says what the generated parser makes of commands: of those given, or else of the lines and literals on standard input.
        Fields that are empty or zero are left out. Lines that follow a command, such as DONE or base64, are no commands.
        """;

    public static Command Build(Terminal terminal)
    {
        var protocol = new Argument<Protocol>("protocol")
        {
            Description = $"One of {Known}.",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = Read,
        };
        var commands = new Argument<string[]>("command") { Description = "Commands to parse, each as one argument.", Arity = ArgumentArity.ZeroOrMore };
        var parse = new Command("parse", About) { protocol, commands };
        parse.Validators.Add(result =>
        {
            if (result.GetResult(protocol) is null or { Tokens.Count: 0 })
            {
                Refuse(result, "");
            }
        });
        parse.SetAction(async result => (int)await RunAsync(result.GetRequiredValue(protocol), result.GetValue(commands) ?? [], terminal));
        return parse;
    }

    private static string Known => string.Join(", ", Protocols.All.Select(protocol => protocol.Name));

    private static Protocol? Read(ArgumentResult result)
    {
        var name = result.Tokens[0].Value;
        var found = Protocols.All.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.Ordinal));
        if (found == null)
        {
            Refuse(result, $", not '{name}'");
        }

        return found;
    }

    private static void Refuse(SymbolResult result, string given) => result.AddError($"parse needs a protocol, one of {Known}{given}.");

    private static async Task<ExitCode> RunAsync(Protocol protocol, string[] commands, Terminal terminal)
    {
        var pipe = new Pipe();
        await using var given = new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\r\n", commands)));
        var copying = LineInput.CopyAsync(commands.Length > 0 ? given : terminal.Input, pipe.Writer);
        var code = await new ParseSession(protocol, terminal.Output).RunAsync(pipe.Reader);
        await pipe.Reader.CompleteAsync();
        await copying;
        return code;
    }
}
