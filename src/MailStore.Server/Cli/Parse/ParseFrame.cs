using MailStore.Wire.Parsing;

namespace MailStore.Server.Cli.Parse;

/// <summary>A generated Parse, with its command value boxed.</summary>
internal delegate ParseStatus ParseFrame(Frame frame, out object command, out ParseStop stop);
