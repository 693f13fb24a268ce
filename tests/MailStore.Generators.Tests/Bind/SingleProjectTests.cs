using MailStore.Generators.Tests.Pipeline;

namespace MailStore.Generators.Tests.Bind;

/// <summary>A project that has a grammar, its parsers and its handlers: the handlers name types that the same run emits.</summary>
public sealed class SingleProjectTests
{
    private const string Grammar = """
        ;@ grammar Lamp namespace App.Lamps
        ;@ start line
        ;@ type level u8
        ;@ command dim
        ;@ command off
        line = command %x0D.0A
        command = dim / off
        dim = "DIM " level
        off = "OFF"
        level = 1*%x30-39

        """;

    private const string Source = """
        using System.Threading.Tasks;
        using App.Lamps;
        using MailStore.Wire.Parsing;

        namespace App;

        public sealed class Lamp { public int Level = 100; }

        [CommandHandler("dim")]
        internal static class Dim
        {
            public static ValueTask<bool> HandleAsync(DimCommand command, Lamp lamp) { lamp.Level = command.Level; return new(true); }
        }

        [CommandHandler("off")]
        internal static class Off
        {
            public static ValueTask<bool> HandleAsync(Lamp lamp) { lamp.Level = 0; return new(true); }
        }
        """;

    [Fact]
    public void Parsers_and_dispatch_may_stand_in_one_project()
    {
        var run = new GeneratorRun(new() { ["lamp.abnf"] = ("Lamp", "Parsers, Dispatch") }, Source).Put("/g/lamp.abnf", Grammar).Run();
        Assert.Empty(run.Places);
        Assert.Contains("Lamp.Parser.g.cs", run.Units);
        Assert.Contains("HandleAsync(command.Dim, session)", run.Text("Lamp.Dispatch.g.cs"), StringComparison.Ordinal);
        run.AssertCompiles();
    }

    [Fact]
    public void Parsers_alone_need_no_handler()
    {
        var run = new GeneratorRun(new() { ["lamp.abnf"] = ("Lamp", "Parsers") }).Put("/g/lamp.abnf", Grammar).Run();
        Assert.Empty(run.Places);
        Assert.DoesNotContain("Lamp.Dispatch.g.cs", run.Units);
        run.AssertCompiles();
    }
}
