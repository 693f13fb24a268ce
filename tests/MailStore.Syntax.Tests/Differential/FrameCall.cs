using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.Differential;

internal delegate ParseStatus FrameCall(Frame frame, out ParseStop stop);
