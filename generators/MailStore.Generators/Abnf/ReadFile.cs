using MailStore.Generators.Diagnostics;
using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <summary>What the reader makes of one file: the model that steps compare, and beside it what moves with every edit.</summary>
internal sealed record ReadFile(FileModel Model, FilePositions Positions, EquatableArray<SourceFault> Faults);
