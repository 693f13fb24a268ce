using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Accounts;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using Xunit;

namespace MailStore.Engine.Tests.Accounts;

/// <summary>Counts what the process allocates, so no other test runs beside it.</summary>
[CollectionDefinition(nameof(LargeUploadTests), DisableParallelization = true)]
[Collection(nameof(LargeUploadTests))]
public sealed class LargeUploadTests
{
    [Fact]
    public async Task A_large_message_takes_no_memory_of_its_size()
    {
        const int Step = 64 * 1024;
        const long Length = 100L * 1024 * 1024;
        var folder = Directory.CreateTempSubdirectory("mailstore-upload-").FullName;
        try
        {
            // Real files: a simulated disk is memory itself.
            using var files = FileStorage.Create(Path.Combine(folder, "v0"));
            var options = new EngineOptions { Limits = new EngineLimits { FreeBytesMin = 0 } };
            MailEngine.Create(_ => files, 1, options);
            await using var engine = MailEngine.Open(_ => files, options);
            await engine.CreateAccount(AccountName.Create("anna@example.org"));
            var account = (await engine.OpenAccountAsync(AccountName.Create("anna@example.org")))!;
            await EnginePlace.AppendAsync(account, "warm");
            var step = EnginePlace.Letters(Step);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var upload = account.BeginUpload(Length);
            for (var sent = 0L; sent < Length; sent += Step)
            {
                await upload.WriteAsync(step);
            }

            EnginePlace.AssertDone((await account.Append(MailboxName.Inbox, [new(upload)])).Refusal);
            Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Length / 5);
            Assert.Equal(Length + 4, account.Quota.Bytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
