using System.Runtime.Loader;
using System.Text;

namespace MailStore.Generators.Tests.Emit;

/// <summary>The form of dispatch that calls a method a command on a struct.</summary>
public sealed class HandlerTests
{
    private const string Handler = """
        using System.Text;
        using MailStore.Wire.Parsing;
        using N;

        public static class Probe
        {
            public static string Run(byte[] memory, int length, bool isOpen)
            {
                var handler = new Handler { Calls = 1, State = isOpen ? TStates.Open : TStates.Greeted };
                var said = TCalls.Dispatch<Handler, string>(Frame.OfPadded(memory, length), ref handler);
                return said + " " + handler.Calls;
            }

            private ref struct Handler : ITHandler<string>
            {
                public int Calls;

                public TStates State { get; set; }

                public string Forbid(in TCommand command, Frame frame) => command.Verb + " must wait";

                public string OnNoop(in TCommand command, Frame frame) => "noop " + ++Calls;

                public string OnMove(in TCommand command, Frame frame) => "move " + Encoding.Latin1.GetString(command.Move.Word.Of(frame)) + " " + ++Calls;

                public string OnWait(in TCommand command, Frame frame) => "wait " + ++Calls;

                public string OnPut(in TCommand command, Frame frame) => "put " + ++Calls;

                public string Await(in TCommand command, in ParseStop stop, Frame frame) => command.Verb + " waits for " + stop.Literal.Size;

                public string Refuse(in ParseStop stop, Frame frame) => stop.Offset + ": " + TParser.Describe(stop);
            }
        }
        """;

    [Theory]
    [InlineData("NOOP\r\n", "noop 2 2")]
    [InlineData("MOVE abc\r\n", "move abc 2 2")]
    [InlineData("PUT {5}\r\n", "Put waits for 5 1")]
    [InlineData("MOVE \r\n", "5: word 1")]
    public void A_command_calls_its_method(string frame, string expected)
    {
        Assert.Equal(expected, Call(frame, isOpen: true));
    }

    [Theory]
    [InlineData("NOOP\r\n", "noop 2 2")]
    [InlineData("MOVE abc\r\n", "Move must wait 1")]
    [InlineData("PUT {5}\r\n", "Put must wait 1")]
    [InlineData("MOVE \r\n", "5: word 1")]
    public void A_command_that_its_state_forbids_is_not_called_and_no_literal_is_awaited(string frame, string expected)
    {
        Assert.Equal(expected, Call(frame, isOpen: false));
    }

    private static string Call(string frame, bool isOpen)
    {
        var run = Sample.Clean("""
            ;@ start line
            ;@ command noop
            ;@ command move in Open
            ;@ command put in Open Greedy
            ;@ command wait in Greeted
            ;@ stream put
            ;@ type word token
            ;@ type literal counted size
            ;@ type size u32
            line    = (noop / move / put / wait) CRLF
            noop    = "NOOP"
            move    = "MOVE" SP word
            put     = "PUT" SP literal
            wait    = "WAIT"
            word    = 1*ALPHA
            literal = "{" size "}" CRLF *CHAR8
            size    = 1*DIGIT
            """);
        run.PutSource(Handler).Run();
        run.AssertCompiles();
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image).Success);
        image.Position = 0;
        var probe = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image).GetType("Probe")!;
        return (string)probe.GetMethod("Run")!.Invoke(null, [Encoding.Latin1.GetBytes(frame + new string('\0', 64)), frame.Length, isOpen])!;
    }
}
