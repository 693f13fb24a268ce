using MailStore.Log.Devices;
using MailStore.Log.Tests.Ledger;
using Xunit;

namespace MailStore.Log.Tests.Devices;

public sealed class FileStorageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileStorage _storage;

    public FileStorageTests()
    {
        _storage = FileStorage.Open(_folder.Path);
    }

    public void Dispose()
    {
        _storage.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(WriteMode.Buffered)]
    [InlineData(WriteMode.Durable)]
    public void What_is_written_is_read_by_the_same_and_by_another(WriteMode mode)
    {
        using var memory = new AlignedBuffer(8192);
        new Random(1).NextBytes(memory.Span);
        using var file = _storage.Create("j-00000001.log", mode);
        file.Write(4096, memory.Span);
        file.Flush();
        Assert.Equal(4096 + 8192, file.Length);
        var octets = new byte[10_000];
        Assert.Equal(8192, file.Read(4096, octets));
        Assert.True(memory.Span.SequenceEqual(octets.AsSpan(0, 8192)));

        using var other = _storage.Open("j-00000001.log", WriteMode.ReadOnly);
        Assert.Equal(100, other.Read(4096 + 50, octets.AsSpan(0, 100)));
        Assert.True(memory.Span.Slice(50, 100).SequenceEqual(octets.AsSpan(0, 100)));
        Assert.Equal(0, other.Read(1 << 20, octets));
    }

    [Fact]
    public void A_reader_sees_what_was_written_after_it_had_read_the_block()
    {
        using var memory = new AlignedBuffer(4096);
        using var file = _storage.Create("a", WriteMode.Durable);
        using var reader = _storage.Open("a", WriteMode.ReadOnly);
        var octets = new byte[4096];
        for (var round = 1; round < 50; round++)
        {
            memory.Span.Fill((byte)round);
            file.Write(0, memory.Span);
            Assert.Equal(4096, reader.Read(0, octets));
            Assert.False(octets.AsSpan().ContainsAnyExcept((byte)round));
        }
    }

    [Fact]
    public void Opening_never_creates()
    {
        var fault = Assert.Throws<StorageFaultException>(() => _storage.Open("missing", WriteMode.Durable));
        Assert.Contains("missing", fault.Message, StringComparison.Ordinal);
        Assert.Contains("restore", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_storage.List());
    }

    [Fact]
    public void Creating_never_overwrites()
    {
        _storage.Create("a", WriteMode.Buffered).Dispose();
        Assert.Throws<StorageFaultException>(() => _storage.Create("a", WriteMode.Durable));
        Assert.Equal(["a"], _storage.List());
    }

    [Fact]
    public void A_second_holder_of_a_directory_is_refused_until_the_first_lets_go()
    {
        var fault = Assert.Throws<StorageFaultException>(() => FileStorage.Open(_folder.Path));
        Assert.Contains("in use", fault.Message, StringComparison.Ordinal);
        _storage.Dispose();
        FileStorage.Open(_folder.Path).Dispose();
    }

    [Fact]
    public void A_directory_that_is_not_there_is_not_made_by_opening()
    {
        var missing = Path.Combine(_folder.Path, "none");
        Assert.Throws<StorageFaultException>(() => FileStorage.Open(missing));
        Assert.False(Directory.Exists(missing));
        FileStorage.Create(missing).Dispose();
        Assert.True(Directory.Exists(missing));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../a")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("lock")]
    [InlineData("Capital")]
    [InlineData("a\0b")]
    public void A_name_that_is_a_path_or_a_strangers_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => _storage.Create(name, WriteMode.Buffered));
        Assert.Throws<ArgumentException>(() => _storage.Exists(name));
    }

    [Fact]
    public void A_file_that_is_removed_stays_readable_to_who_has_it_open()
    {
        using var file = _storage.Create("a", WriteMode.Buffered);
        file.Write(0, "still here"u8);
        using var reader = _storage.Open("a", WriteMode.ReadOnly);
        _storage.Delete("a");
        Assert.False(_storage.Exists("a"));
        var octets = new byte[10];
        Assert.Equal(10, reader.Read(0, octets));
        Assert.Equal("still here"u8.ToArray(), octets);
        Assert.Throws<StorageFaultException>(() => _storage.Delete("a"));
    }

    [Fact]
    public void A_link_outlives_its_source()
    {
        using (var file = _storage.Create("a", WriteMode.Buffered))
        {
            file.Write(0, "linked"u8);
            file.Flush();
        }

        using var target = FileStorage.Create(Path.Combine(_folder.Path, "target"));
        _storage.Link("a", target, "b");
        _storage.Delete("a");
        using var reader = target.Open("b", WriteMode.ReadOnly);
        var octets = new byte[6];
        Assert.Equal(6, reader.Read(0, octets));
        Assert.Equal("linked"u8.ToArray(), octets);
        Assert.Throws<StorageFaultException>(() => target.Link("b", target, "b"));
    }

    [Fact]
    public void A_full_disk_is_recognisable()
    {
        // /dev/full is what Linux has for this.
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        File.CreateSymbolicLink(Path.Combine(_folder.Path, "full"), "/dev/full");
        using var file = _storage.Open("full", WriteMode.Buffered);
        var fault = Assert.Throws<StorageFaultException>(() => file.Write(0, "x"u8));
        Assert.True(fault.IsFull);
        Assert.Contains("Make room", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Length_can_be_cut_and_grown_by_zeros()
    {
        using var memory = new AlignedBuffer(8192);
        memory.Span.Fill(7);
        using var file = _storage.Create("a", WriteMode.Durable);
        file.Write(0, memory.Span);
        file.SetLength(4096);
        file.SetLength(8192);
        var octets = new byte[8192];
        Assert.Equal(8192, file.Read(0, octets));
        Assert.False(octets.AsSpan(0, 4096).ContainsAnyExcept((byte)7));
        Assert.False(octets.AsSpan(4096).ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void The_portable_file_does_the_same()
    {
        var path = Path.Combine(_folder.Path, "portable");
        using (var file = PortableFile.Open(path, "portable", WriteMode.Durable, isNew: true))
        {
            file.Write(0, "octets"u8);
            file.SetLength(4096);
            Assert.Equal(4096, file.Length);
            Assert.Throws<StorageFaultException>(() => PortableFile.Open(path, "portable", WriteMode.Durable, isNew: true));
        }

        using var reader = PortableFile.Open(path, "portable", WriteMode.ReadOnly, isNew: false);
        var octets = new byte[6];
        Assert.Equal(6, reader.Read(0, octets));
        Assert.Equal("octets"u8.ToArray(), octets);
        Assert.Throws<StorageFaultException>(() => PortableFile.Open(path + "x", "x", WriteMode.ReadOnly, isNew: false));
    }
}
