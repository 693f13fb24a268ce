using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.Embedded;
using MailStore.Testing.Memory;
using MailStore.Testing.Time;

namespace MailStore.Server.Tests.Accounts.Embedded;

/// <summary>A directory in a store in memory, and short words for what is asked of it.</summary>
internal sealed class DirectoryScene
{
    public static readonly AccountName Anna = AccountName.Create("anna@example.org");
    public static readonly AccountName Bert = AccountName.Create("bert@example.org");

    public DirectoryScene()
    {
        Store = new(Clock);
        Users = new(Store, Clock);
        Addresses = new(Store);
        Book = new(Users.Records, Store);
    }

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    public MemoryMailStore Store { get; }

    public UserAdmin Users { get; }

    public AddressAdmin Addresses { get; }

    public AddressDirectory Book { get; }

    public static async Task<DirectoryScene> OpenAsync()
    {
        var scene = new DirectoryScene();
        Assert.Null(await scene.Users.AddAsync(Anna, "Se\u00ADsam \u2168", new()));
        Assert.Null(await scene.Users.AddAsync(Bert, "bert's", new() { Addresses = ["b@example.org", "Bert.Example@Example.NET"] }));
        return scene;
    }

    public static byte[] Octets(string text) => Encoding.UTF8.GetBytes(text);

    public async Task<SignIn> LogInAsync(string name, string password, string service = "imap")
    {
        var directory = await UserDirectory.OpenAsync(Store);
        return await directory.For(new(Peer: null, service)).VerifyAsync(Octets(name), Octets(password));
    }

    /// <summary>Kind, recipients and folders of an address, in a line.</summary>
    public async Task<string> FindAsync(string text)
    {
        var at = text.LastIndexOf('@');
        var address = at < 0 ? new EnvelopeAddress(Octets(text), default) : new EnvelopeAddress(Octets(text[..at]), Octets(text[(at + 1)..]));
        var entry = await Book.FindAsync(address);
        var words = new List<string> { entry.Kind.ToString() };
        foreach (var recipient in entry.Recipients)
        {
            words.Add($"{(await Store.OpenAccountAsync(recipient.Account))!.Name.Text.Split('@')[0]}/{recipient.Mailbox.Text}");
        }

        return string.Join(' ', words) + (entry.Kind == AddressKind.Forwarded ? $" {entry.ForwardedTo}" : "");
    }
}
