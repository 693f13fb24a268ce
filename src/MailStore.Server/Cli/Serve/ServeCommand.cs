using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using MailStore.Server.Accounts;
using MailStore.Server.Cli.Output;
using MailStore.Server.Hosting;

namespace MailStore.Server.Cli.Serve;

/// <summary><c>mailstore serve</c>: opens the store, or makes one, and listens until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Build(Terminal terminal)
    {
        var data = new Option<string>("--data") { Description = "Folder of the store. One that is not there or empty becomes a new store.", DefaultValueFactory = _ => ServeOptions.DefaultData };
        var places = ListenerKind.All.Select(PlaceOption).ToList();
        var users = new Option<User[]>("--user")
        {
            Description = "NAME:PASSWORD of somebody who may log in; the account is created if there is none. May be given more than once.",
            DefaultValueFactory = _ => [],
            CustomParser = ReadUsers,
        };
        var certificates = new Option<string[]>("--certificate")
        {
            Description = "PEM file of a certificate, with those that lead to its root behind it. May be given more than once: a client says which name it came for. Without one, TLS has a self-made one for localhost.",
            DefaultValueFactory = _ => [],
        };
        var keys = new Option<string[]>("--key") { Description = "PEM file of the certificate's key; one for each --certificate, in the same order.", DefaultValueFactory = _ => [] };
        var authorities = new Option<string?>("--client-ca") { Description = "PEM file of whoever vouches for certificates of clients, which may log in with them." };
        var secrets = new Option<bool>("--keep-secrets") { Description = "Keeps passwords in the clear, in memory, for clients that can do no better than CRAM-MD5 and APOP." };
        var serve = new Command("serve", "Opens the store and listens until it is stopped, by Ctrl+C or SIGTERM.") { data, users, certificates, keys, authorities, secrets };
        places.ForEach(place => serve.Add(place.Option));
        var mail = new MailFlags();
        foreach (var option in mail.All)
        {
            serve.Add(option);
        }

        serve.Validators.Add(result =>
        {
            if (result.GetValue(certificates)!.Length != result.GetValue(keys)!.Length)
            {
                result.AddError("Each --certificate needs its --key.");
            }
        });
        serve.SetAction(async (result, cancel) =>
        {
            var asked = places.SelectMany(place => result.GetRequiredValue(place.Option).Select(at => new ListeningPlace(place.Kind, at))).ToList();
            var options = new ServeOptions(result.GetRequiredValue(data), asked.Count > 0 ? asked : ServeOptions.DefaultPlaces, result.GetRequiredValue(users))
            {
                Mail = mail.Read(result),
                KeepsSecrets = result.GetValue(secrets),
                Tls = new(result.GetRequiredValue(certificates), result.GetRequiredValue(keys), result.GetValue(authorities)),
            };
            return (int)await new ServeSession(terminal).RunAsync(options, cancel);
        });
        return serve;
    }

    private static (ListenerKind Kind, Option<IPEndPoint[]> Option) PlaceOption(ListenerKind kind)
    {
        var usual = ServeOptions.DefaultPlaces.FirstOrDefault(place => place.Kind == kind);
        var option = new Option<IPEndPoint[]>("--" + kind.Option)
        {
            Description = $"Address and port of {kind.Name}{(usual is null ? "" : $"; {usual.Place} if no listener is named")}. May be given more than once.",
            DefaultValueFactory = _ => [],
            CustomParser = ReadEndPoints,
        };
        return (kind, option);
    }

    private static IPEndPoint[] ReadEndPoints(ArgumentResult result)
    {
        var places = new List<IPEndPoint>();
        foreach (var token in result.Tokens)
        {
            if (token.Value.Contains(':') && IPEndPoint.TryParse(token.Value, out var place))
            {
                places.Add(place);
            }
            else
            {
                result.AddError($"'{token.Value}' is no address and port, as in 127.0.0.1:1143 or [::1]:1143.");
            }
        }

        return [.. places];
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
