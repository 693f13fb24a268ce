using System.Collections;
using MailStore.Server.Cli;
using MailStore.Server.Cli.Output;

using var signals = new StopSignals();
var terminal = new Terminal(Console.OpenStandardInput(), Console.Out, Console.Error, IsInteractive: !Console.IsErrorRedirected)
{
    Variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
};
return (int)await CommandRoot.RunAsync(args, terminal, signals.Stop);
