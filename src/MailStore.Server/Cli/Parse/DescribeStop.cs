using MailStore.Wire.Parsing;

namespace MailStore.Server.Cli.Parse;

/// <summary>A generated Describe.</summary>
internal delegate string DescribeStop(in ParseStop stop);
