using System.Text;
using MailStore.Generators.Abnf;
using MailStore.Generators.Model;

namespace MailStore.Syntax.Tests.Oracle;

/// <summary>The grammars as the generator composes them, and small ones written in tests.</summary>
internal static class Grammars
{
    public static Grammar Imap => Composed.Imap;

    public static Grammar Smtp => Composed.Smtp;

    public static Grammar Pop3 => Composed.Pop3;

    public static Grammar Message => Composed.Message;

    public static Grammar Of(string name) => name switch
    {
        "Imap" => Imap,
        "Smtp" => Smtp,
        "Pop3" => Pop3,
        "Message" => Message,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such grammar."),
    };

    /// <summary>One file of rules; the first rule is the start.</summary>
    public static Grammar Tiny(string abnf)
    {
        var text = new StringBuilder(";@ grammar Tiny namespace Tiny\n");
        var core = Read("core/rfc5234.abnf", ["Tiny", "Other"]);
        var file = AbnfReader.Read("tiny/tiny.abnf", text.Append(abnf).Append('\n').ToString(), new(["Tiny"]));
        var start = file.Model.Rules[0].Name;
        var annotated = AbnfReader.Read("tiny/tiny.abnf", $";@ start {start}\n{text}", new(["Tiny"]));
        return Compose("Tiny", [core, annotated.Model]);
    }

    /// <summary>One file that brings all its rules and annotations.</summary>
    public static Grammar Small(string abnf) => Compose("Tiny", [AbnfReader.Read("tiny/tiny.abnf", abnf, new(["Tiny"])).Model]);

    private static Grammar Compose(string name, IReadOnlyList<FileModel> files)
    {
        var result = Composer.Compose(name, files);
        return result.Grammar ?? throw new InvalidOperationException(
            string.Join('\n', result.Diagnostics.Select(item => $"{item.Id} {item.File} {item.Rule}: {item.Message}")));
    }

    private static FileModel Read(string path, string[] grammars)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Grammars", path));
        return AbnfReader.Read(path, text, new(grammars)).Model;
    }

    // Which folder serves which grammar is said in MailStore.Syntax.csproj.
    private static Grammar Load(string name, string folder)
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Grammars", folder), "*.abnf")
            .Select(file => Read($"{folder}/{Path.GetFileName(file)}", [name]));
        return Compose(name, [Read("core/rfc5234.abnf", ["Imap", "Smtp", "Pop3", "Message"]), .. files]);
    }

    private static class Composed
    {
        public static readonly Grammar Imap = Load("Imap", "imap");
        public static readonly Grammar Smtp = Load("Smtp", "smtp");
        public static readonly Grammar Pop3 = Load("Pop3", "pop3");
        public static readonly Grammar Message = Load("Message", "message");
    }
}
