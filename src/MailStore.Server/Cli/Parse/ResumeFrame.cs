using MailStore.Wire.Parsing;

namespace MailStore.Server.Cli.Parse;

/// <summary>A generated Resume, with its command value boxed.</summary>
internal delegate ParseStatus ResumeFrame(Frame frame, byte resumePoint, out object command, out ParseStop stop);
