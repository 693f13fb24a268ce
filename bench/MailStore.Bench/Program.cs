using MailStore.Bench.Contenders;
using MailStore.Bench.Gates;

return args switch
{
    ["gate", "parse"] => new ParseGate(Console.Out, ParseGateOptions.Full, Protocol.All()).Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: gate parse");
    return 2;
}
