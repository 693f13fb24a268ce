using System.Buffers.Binary;
using System.Net.Sockets;
using System.Numerics;
using MailStore.Server.Cli;
using MailStore.Server.Cli.Output;
using MailStore.Server.Tests.Cli;

namespace MailStore.Server.Tests.Hosting;

/// <summary>What is wrong is one sentence with its remedy, and a code that is not zero.</summary>
public sealed class BadInputTests : IDisposable
{
    private const int SlotBytes = 4096;
    private readonly CommandLine _shell = new();

    [Theory]
    [InlineData("mailstore: '--imp' is not understood. 'mailstore --help' says what is understood.", "serve", "--imp", "127.0.0.1:0")]
    [InlineData("mailstore: '127.0.0.1:0' is not understood. 'mailstore --help' says what is understood.", "serve", "127.0.0.1:0")]
    [InlineData("mailstore: --imap: '1143' is no address and port, as in 127.0.0.1:1143 or [::1]:1143.", "serve", "--imap", "1143")]
    [InlineData("mailstore: --smarthost: smarthost needs smtp://[NAME:PASSWORD@]HOST[:PORT].", "--smarthost", "anna:secret@host")]
    [InlineData("mailstore: --connections: '0' is no whole number from 1 to 1000000.", "--connections", "0")]
    public async Task A_wrong_flag_is_named(string sentence, params string[] arguments)
    {
        var (code, output, error) = await _shell.RunAsync(arguments);
        Assert.Equal((ExitCode.NotUnderstood, "", sentence), (code, output, error.Trim()));
    }

    [Fact]
    public async Task A_certificate_that_is_not_there_or_no_certificate_is_named()
    {
        var none = Path.Combine(_shell.Folder, "none.pem");
        await RefusedAsync($"mailstore: {none} with {none}: ", "--certificate", none, "--key", none);
        await File.WriteAllTextAsync(none, "no certificate");
        await RefusedAsync($"mailstore: {none} with {none}: ", "--certificate", none, "--key", none);
        await RefusedAsync($"mailstore: {none} holds no certificate", "--client-ca", none);
    }

    [Fact]
    public async Task An_expired_certificate_says_since_when()
    {
        var (certificate, key) = TestCertificate.Write(_shell.Folder, "mail.example.org", days: -2);
        var error = await RefusedAsync($"mailstore: The certificate {certificate} expired on ", "--certificate", certificate, "--key", key);
        Assert.EndsWith(": renew it. The server need not be stopped for that.", error, StringComparison.Ordinal);
        var (code, _, checkedError) = await RunAsync("config", "check", "--certificate", certificate, "--key", key);
        Assert.Equal(ExitCode.NotUnderstood, code);
        Assert.Contains("expired on ", checkedError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_says_which_and_what_to_do()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var error = await RefusedAsync("mailstore: ", "--imap", taken.LocalEndpoint.ToString()!);
        Assert.Contains($"{taken.LocalEndpoint}", error, StringComparison.Ordinal);
        Assert.Contains("address already in use", error, StringComparison.Ordinal);
        Assert.EndsWith("Stop whoever has it, or choose another one.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_not_for_everybody_says_how_to_get_it()
    {
        Assert.Equal("127.0.0.1:143 may be opened only by who is allowed to: let a service manager grant it (AmbientCapabilities=CAP_NET_BIND_SERVICE), or choose a port above 1023.", Server.Hosting.PortFault.SentenceOf(new(System.Net.IPAddress.Loopback, 143), SocketError.AccessDenied));
        Assert.Equal("192.0.2.1:143 is no address of this machine: look at 'ip address', or listen at 0.0.0.0 for all that it has.", Server.Hosting.PortFault.SentenceOf(new(System.Net.IPAddress.Parse("192.0.2.1"), 143), SocketError.AddressNotAvailable));
        await RefusedAsync("mailstore: 192.0.2.1:1143 is no address of this machine", "--imap", "192.0.2.1:1143");
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_to_is_named()
    {
        var file = Path.Combine(_shell.Folder, "file");
        await File.WriteAllTextAsync(file, "");
        var (code, _, error) = await RunAsync("serve", "--data", Path.Combine(file, "data"), "--imap", "127.0.0.1:0");
        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains(file, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_left_alone()
    {
        await using (await RunningServer.StartAsync(_shell.Data, "--user", "anna:secret"))
        {
        }

        var manifest = Path.Combine(_shell.Data, "v00", "manifest");
        var octets = await File.ReadAllBytesAsync(manifest);
        MakeNewer(octets.AsSpan(0, SlotBytes));
        MakeNewer(octets.AsSpan(SlotBytes));
        await File.WriteAllBytesAsync(manifest, octets);
        var error = await RefusedAsync("mailstore: ");
        Assert.EndsWith("was written in a format that this version does not know: open it with the version that wrote it, or a newer one.", error, StringComparison.Ordinal);
        Assert.Equal(octets, await File.ReadAllBytesAsync(manifest));
    }

    [Fact]
    public async Task Settings_with_faults_are_all_told_and_no_store_is_made()
    {
        var file = Path.Combine(_shell.Folder, "mailstore.toml");
        await File.WriteAllTextAsync(file, "imap = [\"here\"]\nlog-level = \"loud\"\n");
        var (code, _, error) = await _shell.RunAsync("serve", "--config", file);
        Assert.Equal(ExitCode.Refused, code);
        Assert.Equal(3, error.Trim().Split('\n').Length);
        Assert.EndsWith("mailstore: 2 things are wrong with the settings. 'mailstore config check' looks at them again.", error.Trim(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_shell.Data));
    }

    [Fact]
    public async Task What_has_no_end_is_no_settings_file()
    {
        var (code, _, error) = await _shell.RunAsync("serve", "--config", "/dev/zero");
        Assert.Equal(ExitCode.Refused, code);
        Assert.StartsWith("mailstore: /dev/zero: The file cannot be read: It is longer than 1048576 letters.\n", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@x")]
    [InlineData("x@")]
    [InlineData("a b@example.org")]
    public async Task A_name_with_an_at_is_an_address_or_refused(string name)
    {
        var (code, _, error) = await _shell.RunAsync("user", "add", name);
        Assert.NotEqual(ExitCode.Done, code);
        Assert.Contains($"'{name}' is no ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_looks_into_a_new_store()
    {
        await _shell.DoneAsync("user", "add", "anna@example.org");
        foreach (var folder in new[] { _shell.Data, Path.Combine(_shell.Data, "v00") })
        {
#pragma warning disable CA1416 // The tests run where folders have modes.
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
#pragma warning restore CA1416
        }
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_is_named()
    {
        await RefusedAsync("mailstore: --alias info@example.org=nobody@example.org: every member must be", "--user", "anna@example.org:secret", "--alias", "info@example.org=nobody@example.org");
    }

    [Fact]
    public async Task A_directory_that_cannot_be_asked_or_lacks_a_setting_is_named()
    {
        await RefusedAsync("mailstore: The file of users /none/users is not there.", "--directory", "passwd-file", "--passwd-file", "/none/users");
        await RefusedAsync("mailstore: The PostgreSQL directory cannot be asked:", "--directory", "postgresql", "--postgresql", "Host=127.0.0.1;Port=1;Username=x;Timeout=5");
        var (code, _, error) = await _shell.RunAsync("serve", "--directory", "ldap", "--ldap", "ldap://127.0.0.1:1");
        Assert.NotEqual(ExitCode.Done, code);
        Assert.Contains("The directory ldap needs ldap-base too.", error, StringComparison.Ordinal);
    }

    public void Dispose() => _shell.Dispose();

    /// <summary>docs/data-file.md: a checksum at 8 of all that follows it, and at 12 the format.</summary>
    private static void MakeNewer(Span<byte> slot)
    {
        slot[12]++;
        var sum = uint.MaxValue;
        foreach (var octet in slot[12..])
        {
            sum = BitOperations.Crc32C(sum, octet);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(slot[8..], ~sum);
    }

    private async Task<string> RefusedAsync(string start, params string[] arguments)
    {
        string[] place = arguments.Contains("--imap") ? [] : ["--imap", "127.0.0.1:0"];
        var (code, _, error) = await _shell.RunAsync(["serve", .. place, .. arguments]);
        Assert.Equal(ExitCode.Refused, code);
        Assert.StartsWith(start, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        return error.Trim();
    }

    private static async Task<(ExitCode Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        return (await CommandRoot.RunAsync(arguments, new Terminal(Stream.Null, output, error, IsInteractive: false)), output.ToString(), error.ToString());
    }
}
