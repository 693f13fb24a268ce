namespace MailStore.Generators.Emit;

/// <summary>One generated source file.</summary>
/// <param name="File">
/// The <see cref="Model.FileModel.Path"/> whose rules alone it is made for, such as the file that defines the command; empty for a
/// unit that many files share. Units of a file are steps of their own: when a file is added or dropped, those of other files stay as they are.
/// </param>
internal sealed record EmitUnit(string HintName, string Text, string File = "");
