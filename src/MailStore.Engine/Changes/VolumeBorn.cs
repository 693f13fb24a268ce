namespace MailStore.Engine.Changes;

/// <summary><code>kind | store (16 octets) | number of the volume</code></summary>
internal sealed record VolumeBorn(Guid Store, int Number)
{
    public static VolumeBorn Read(ref ChangeReader reader)
    {
        var change = new VolumeBorn(new Guid(reader.Raw(16)), (int)reader.UInt32());
        reader.End();
        return change;
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.VolumeBorn);
        writer.Raw(Store.ToByteArray());
        writer.Varint((uint)Number);
    }
}
