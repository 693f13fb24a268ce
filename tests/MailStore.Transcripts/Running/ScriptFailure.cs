using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts.Running;

/// <summary>A script was not kept to. Says the line, and what was said before.</summary>
internal sealed class ScriptFailure(Script script, Step step, string problem, IEnumerable<string> dialogue)
    : Exception($"{script.Name}.txt({step.Line}): {problem}\n  {string.Join("\n  ", dialogue)}");
