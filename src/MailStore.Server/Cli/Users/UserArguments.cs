using System.CommandLine;
using System.CommandLine.Parsing;
using MailStore.Abstractions.Accounts;

namespace MailStore.Server.Cli.Users;

/// <summary>Arguments and options that several commands about users have.</summary>
internal sealed class UserArguments
{
    public Argument<AccountName> Name { get; } = new("user")
    {
        Description = "As they log in, such as anna@example.org.",
        CustomParser = ReadName,
    };

    public Option<bool> PasswordFromInput { get; } = new("--password-stdin") { Description = "The password is a line of the input. Without this, one is made up and printed." };

    public Option<bool> KeepSecret { get; } = new("--keep-secret")
    {
        Description = "Keeps the password in the clear, for clients that can do no better than CRAM-MD5 and APOP. A server offers these from its next start on.",
    };

    private static AccountName ReadName(ArgumentResult result)
    {
        if (!AccountName.TryCreate(result.Tokens[^1].Value, out var name))
        {
            result.AddError($"'{result.Tokens[^1].Value}' is no name of a user, as in anna@example.org.");
        }

        return name;
    }
}
