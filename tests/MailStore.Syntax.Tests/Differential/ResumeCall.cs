using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.Differential;

internal delegate ParseStatus ResumeCall(Frame frame, byte resumePoint, out ParseStop stop);
