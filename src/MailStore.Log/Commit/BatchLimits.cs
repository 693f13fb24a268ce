namespace MailStore.Log.Commit;

/// <param name="Requests">Of one batch, at most.</param>
/// <param name="Bytes">That they bring along, at most; one alone may bring more.</param>
/// <param name="WriteBehindBytes">From here on the next batch is decided while this one is written.</param>
internal readonly record struct BatchLimits(int Requests, int Bytes, int WriteBehindBytes);
