using MailStore.Server.Cli;
using MailStore.Server.Cli.Output;

var terminal = new Terminal(Console.OpenStandardInput(), Console.Out, Console.Error, IsInteractive: !Console.IsErrorRedirected);
return (int)await CommandRoot.RunAsync(args, terminal);
