namespace MailStore.Transcripts.Scripts;

/// <summary>One line of a script.</summary>
internal sealed record Step(int Line, StepKind Kind, int Connection, string Text);
