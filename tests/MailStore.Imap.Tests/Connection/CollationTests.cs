using System.Globalization;
using System.Text;

namespace MailStore.Imap.Tests.Connection;

/// <summary>RFC 5255 §4: SEARCH, SORT and THREAD compare by i;unicode-casemap.</summary>
public sealed class CollationTests : IAsyncLifetime
{
    private readonly PipeClient _client = NewClient();

    public async Task InitializeAsync()
    {
        await _client.BeginAsync(isLoggedIn: true);

        // Zebra; Café, with the accent in its letter; CAFÉ, with the accent behind it; Äpfel; full-width ab.
        foreach (var subject in (string[])["Zebra", "=?utf-8?Q?Caf=C3=A9?=", "=?utf-8?Q?CAFE=CC=81?=", "=?utf-8?Q?=C3=84pfel?=", "=?utf-8?Q?=EF=BC=A1=EF=BD=82?="])
        {
            var message = $"Subject: {subject}\r\n\r\n";
            await _client.DoAsync(string.Create(CultureInfo.InvariantCulture, $"APPEND INBOX {{{message.Length}+}}\r\n{message}"));
        }

        await _client.DoAsync("SELECT INBOX");
    }

    public async Task DisposeAsync() => await _client.DisposeAsync();

    private static PipeClient NewClient() => new();

    [Theory]
    [InlineData("cafe", "2 3")]
    [InlineData("café", "2 3")]
    [InlineData("CAFE\u0301", "2 3")]
    [InlineData("apfel", "")]
    [InlineData("äPFEL", "4")]
    [InlineData("AB", "5")]
    [InlineData("a", "1 2 3 4 5")]
    public async Task Text_is_found_as_the_collation_says(string text, string numbers)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        var literal = string.Create(CultureInfo.InvariantCulture, $"{{{octets.Length}+}}\r\n{Encoding.Latin1.GetString(octets)}");
        await _client.SendAsync($"a1 SEARCH CHARSET UTF-8 SUBJECT {literal}\r\n");
        Assert.Equal($"* SEARCH {numbers}".TrimEnd(), await _client.ReadAsync());
    }

    [Theory]
    [InlineData("SORT (SUBJECT) UTF-8 ALL", "* SORT 5 4 2 3 1")]
    [InlineData("THREAD ORDEREDSUBJECT UTF-8 ALL", "* THREAD (1)(2 3)(4)(5)")]
    public async Task Messages_are_ordered_and_threaded_by_it(string command, string answer)
    {
        await _client.SendAsync($"a1 {command}\r\n");
        Assert.Equal(answer, await _client.ReadAsync());
    }

    [Fact]
    public async Task It_is_offered()
    {
        await _client.SendAsync("a1 CAPABILITY\r\n");
        Assert.Contains(" I18NLEVEL=1", await _client.ReadAsync());
    }
}
