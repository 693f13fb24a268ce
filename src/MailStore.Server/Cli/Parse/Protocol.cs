namespace MailStore.Server.Cli.Parse;

/// <summary>A protocol whose commands the command line can parse.</summary>
/// <param name="Name">As it is typed.</param>
/// <param name="Resume">Null where the grammar has no streamed literals: then lines are all there is.</param>
internal sealed record Protocol(string Name, ParseFrame Parse, ResumeFrame? Resume, DescribeStop Describe);
