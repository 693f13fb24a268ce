using System.Buffers.Binary;
using System.Collections.Immutable;
using MailStore.Engine.Accounts;
using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Engine.Volumes;

/// <summary>
/// What each volume says of the store that it is part of. Written once, when the store is created, into the file <c>s-store</c>
/// of each volume; little endian:
/// <code>
/// "MAILSTOR" | format u32 | crc32c of the rest u32 | store (16 octets) | volumes u32 | number of this volume u32 | volume u16 of each of 4096 slots
/// </code>
/// </summary>
internal sealed record StoreFile(Guid Store, int Volumes, int Number, ImmutableArray<int> Slots)
{
    public const string Name = "s-store";

    public const uint Format = 1;

    private const int HeadBytes = 16;
    private const int Bytes = HeadBytes + 16 + 8 + (EngineId.SlotCount * 2);

    public static void Write(IStorage storage, StoreFile store)
    {
        var octets = new byte[Bytes];
        "MAILSTOR"u8.CopyTo(octets);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(8), Format);
        store.Store.TryWriteBytes(octets.AsSpan(HeadBytes));
        BinaryPrimitives.WriteInt32LittleEndian(octets.AsSpan(32), store.Volumes);
        BinaryPrimitives.WriteInt32LittleEndian(octets.AsSpan(36), store.Number);
        for (var slot = 0; slot < EngineId.SlotCount; slot++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(octets.AsSpan(40 + (slot * 2)), (ushort)store.Slots[slot]);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(12), Crc32C.Compute(octets.AsSpan(HeadBytes)));
        using var file = storage.Create(Name, WriteMode.Buffered);
        file.Write(0, octets);
        file.Flush();
    }

    public static StoreFile Read(IStorage storage)
    {
        if (!storage.Exists(Name))
        {
            throw new StoreFaultException(storage.List().Count == 0
                ? $"{storage.Place} is empty: create a store there, or name the folder that holds one."
                : $"{storage.Place} holds no MailStore volume, or one whose creation was interrupted: the file {Name} is missing. Name the right folder, or remove this one and create the store again.");
        }

        var octets = new byte[Bytes];
        int length;
        using (var file = storage.Open(Name, WriteMode.ReadOnly))
        {
            length = file.Read(0, octets);
        }

        if (length < HeadBytes || !octets.AsSpan(0, 8).SequenceEqual("MAILSTOR"u8))
        {
            throw new StoreFaultException($"{Name} in {storage.Place} was not written by MailStore: name the folder that holds the store.");
        }

        var format = BinaryPrimitives.ReadUInt32LittleEndian(octets.AsSpan(8));
        if (format > Format)
        {
            throw new StoreFaultException($"The store in {storage.Place} has format {format}, and this version reads up to {Format}: open it with the version that wrote it, or a newer one.");
        }

        if (length < Bytes || BinaryPrimitives.ReadUInt32LittleEndian(octets.AsSpan(12)) != Crc32C.Compute(octets.AsSpan(HeadBytes)))
        {
            throw new StoreFaultException($"{Name} in {storage.Place} is damaged: restore this one file from a backup, or from any copy of it; it never changes.");
        }

        var slots = ImmutableArray.CreateBuilder<int>(EngineId.SlotCount);
        for (var slot = 0; slot < EngineId.SlotCount; slot++)
        {
            slots.Add(BinaryPrimitives.ReadUInt16LittleEndian(octets.AsSpan(40 + (slot * 2))));
        }

        return new(
            new Guid(octets.AsSpan(HeadBytes, 16)),
            BinaryPrimitives.ReadInt32LittleEndian(octets.AsSpan(32)),
            BinaryPrimitives.ReadInt32LittleEndian(octets.AsSpan(36)),
            slots.MoveToImmutable());
    }
}
