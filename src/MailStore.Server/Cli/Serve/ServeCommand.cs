using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using MailStore.Server.Accounts;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Cli.Serve;

/// <summary><c>mailstore serve</c>: opens the store, or makes one, and listens until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Build(Terminal terminal)
    {
        var data = new Option<string>("--data") { Description = "Folder of the store. One that is not there or empty becomes a new store.", DefaultValueFactory = _ => ServeOptions.DefaultData };
        var imap = new Option<IPEndPoint>("--imap")
        {
            Description = "Address and port of IMAP.",
            DefaultValueFactory = _ => ServeOptions.DefaultImap,
            CustomParser = ReadEndPoint,
        };
        var users = new Option<User[]>("--user")
        {
            Description = "NAME:PASSWORD of somebody who may log in; the account is created if there is none. May be given more than once.",
            DefaultValueFactory = _ => [],
            CustomParser = ReadUsers,
        };
        var serve = new Command("serve", "Opens the store and listens until it is stopped, by Ctrl+C or SIGTERM.") { data, imap, users };
        serve.SetAction(async (result, cancel) => (int)await new ServeSession(terminal).RunAsync(
            new ServeOptions(result.GetRequiredValue(data), result.GetRequiredValue(imap), result.GetRequiredValue(users)), cancel));
        return serve;
    }

    private static IPEndPoint? ReadEndPoint(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (text.Contains(':') && IPEndPoint.TryParse(text, out var place))
        {
            return place;
        }

        result.AddError($"'{text}' is no address and port, as in 127.0.0.1:1143 or [::1]:1143.");
        return null;
    }

    private static User[] ReadUsers(ArgumentResult result)
    {
        var users = new List<User>();
        foreach (var token in result.Tokens)
        {
            if (User.TryParse(token.Value, out var user))
            {
                users.Add(user);
            }
            else
            {
                // The text may hold a password, so it is not said again.
                result.AddError("--user needs NAME:PASSWORD, as in anna@example.org:secret.");
            }
        }

        return [.. users];
    }
}
