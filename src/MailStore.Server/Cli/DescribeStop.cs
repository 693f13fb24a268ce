using MailStore.Wire.Parsing;

namespace MailStore.Server.Cli;

/// <summary>A generated Describe.</summary>
internal delegate string DescribeStop(in ParseStop stop);
