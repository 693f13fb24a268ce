namespace MailStore.Mime.Columns;

/// <summary>Which columns. Each bit is the number of a piece on disk too (<see cref="ColumnSection"/>).</summary>
[Flags]
public enum ColumnSet : uint
{
    None = 0,

    /// <summary>UIDs, dates, and which are replies: always wanted.</summary>
    Rows = 1 << 0,

    Subject = 1 << 1,
    From = 1 << 2,
    To = 1 << 3,
    Cc = 1 << 4,
    DisplayFrom = 1 << 5,
    DisplayTo = 1 << 6,

    Ids = 1 << 7,

    All = (1 << 8) - 1,
}
