using System.Security.Cryptography;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Sasl;
using MailStore.Engine.Messages;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Server.Accounts;
using MailStore.Server.Admin;
using MailStore.Server.Cli.Offer;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Work;
using MailStore.Server.Hosting;
using MailStore.Server.Samples;
using MailStore.Server.Stores;
using MailStore.Server.Tls;

namespace MailStore.Server.Cli.Serve;

/// <summary>One run of the server.</summary>
internal sealed class ServeSession(Terminal terminal)
{
    private static readonly AccountName s_demo = AccountName.Create("demo@localhost");

    public async Task<ExitCode> RunAsync(ServeOptions options, CancellationToken cancel)
    {
        try
        {
            var engine = new EngineOptions { Analyst = new MimeAnalyst(), Report = line => terminal.Error.WriteLine($"mailstore: {line}") };
            await using var folder = StoreFolder.OpenOrCreate(options.Data, engine);
            await ServeAsync(folder, options, cancel);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Whoever starts services may stop one that has not begun to listen yet.
            terminal.Output.WriteLine("Stopped before it served.");
            return ExitCode.Done;
        }
        catch (Exception fault) when (fault is StoreFaultException or StorageFaultException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"mailstore: {fault.Message}");
            return ExitCode.Refused;
        }
    }

    private async Task ServeAsync(StoreFolder folder, ServeOptions options, CancellationToken cancel)
    {
        var isDemo = options.Users.Count == 0;
        IReadOnlyList<User> users = isDemo ? [new(s_demo, MadeUpPassword())] : options.Users;
        var passwords = new PasswordTable { KeepsSecrets = options.KeepsSecrets };
        var accounts = new List<(AccountName, AccountId)>();
        foreach (var user in users)
        {
            accounts.Add((user.Account, await CreateAsync(folder.Store, user.Account)));
            passwords.Add(user.Account, user.Password);
        }

        if (isDemo && folder.IsNew)
        {
            await SampleMail.PutAsync((await folder.Store.OpenAccountAsync(s_demo, cancel))!);
        }

        var addresses = options.Mail.Addresses.TryBuild(accounts, out var fault) ?? throw new StoreFaultException(fault);
        var ends = new FrontEnds(folder.Store, new SaslServer(passwords) { HostName = options.Mail.HostName }, addresses, options.Mail, TimeProvider.System);
        await using var host = await MailHost.StartAsync([.. options.Places.Select(ends.Listen)], Certificates(folder.Path, options.Tls), terminal.Error, cancel);
        await using var admin = AdminSocket.Open(folder.Path, [RunVerb.For(folder, OpenStoreCommands.Build)], line => terminal.Error.WriteLine($"mailstore: {line}"));
        new Greeting(terminal.Output, host.Places).Write(folder, users[0], isDemo);
        await UntilAsync(cancel);
        terminal.Output.WriteLine("Stopping: commands that run are finished, then the store is closed.");
        await host.StopAsync();
    }

    private CertificateSet Certificates(string folder, TlsFiles files)
    {
        var clock = TimeProvider.System;
        IEnumerable<(string Certificate, string Key)> pairs = files.Certificates.Count > 0
            ? files.Certificates.Zip(files.Keys)
            : [SelfMadeCertificate.Ensure(Path.Combine(folder, "tls"), clock)];
        return new([.. pairs.Select(pair => CertificateFile.Open(pair.Certificate, pair.Key, clock, line => terminal.Error.WriteLine($"mailstore: {line}")))])
        {
            Authorities = files.ClientAuthorities is { } path ? ClientAuthorities.Read(path) : null,
        };
    }

    private static async ValueTask<AccountId> CreateAsync(IMailStore store, AccountName name)
    {
        var result = await store.CreateAccount(name);
        if (result.Refusal is not (Refusal.None or Refusal.AlreadyExists))
        {
            throw new StoreFaultException($"The account {name} could not be created: {result.Refusal}.");
        }

        return (await store.OpenAccountAsync(name))!.Id;
    }

    private static async Task UntilAsync(CancellationToken cancel)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancel.Register(stopped.SetResult);
        await stopped.Task;
    }

    private static string MadeUpPassword() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16);
}
