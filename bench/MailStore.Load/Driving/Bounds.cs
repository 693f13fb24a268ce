namespace MailStore.Load.Driving;

/// <summary>How much a round is.</summary>
/// <param name="Workers">At once.</param>
/// <param name="Calls">Of each worker at most.</param>
/// <param name="Seconds">After which no further call is begun.</param>
/// <param name="Rate">Calls a second that are begun by all together whatever the server does; 0 for one after the other, as soon as it was answered.</param>
internal readonly record struct Bounds(int Workers, int Calls, double Seconds = double.PositiveInfinity, double Rate = 0);
