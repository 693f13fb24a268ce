using MailStore.Server.Cli;

return (int)CommandLine.Run(args, Console.Out, Console.Error);
