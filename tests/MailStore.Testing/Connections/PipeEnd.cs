using System.IO.Pipelines;

namespace MailStore.Testing.Connections;

/// <summary>One end of a pair of pipes.</summary>
internal sealed record PipeEnd(PipeReader Input, PipeWriter Output) : IDuplexPipe;
