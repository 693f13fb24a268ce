using MailStore.Server.Cli;

return (int)await CommandLine.RunAsync(args, Console.OpenStandardInput(), Console.Out, Console.Error);
