namespace MailStore.Load.Driving;

/// <summary>At least so many times the rate of the best of the others, and at most such a part of its processor time. 0 if nothing is asked.</summary>
/// <param name="IsEither">One of the two is enough.</param>
/// <param name="P99">Milliseconds at most; 0 if nothing is asked.</param>
/// <param name="Megabytes">At most held; 0 if nothing is asked.</param>
internal readonly record struct Demand(double Rate = 0, double Processor = 0, bool IsEither = false, double P99 = 0, double Megabytes = 0)
{
    public string Say()
    {
        var rate = Rate > 0 ? $"{Rate:0.##}x the rate" : "";
        var processor = Processor > 0 ? $"{Processor:0.##}x the CPU" : "";
        return P99 > 0 ? $"p99 {P99:0} ms"
            : Megabytes > 0 ? $"{Megabytes:0} MB"
            : rate.Length > 0 && processor.Length > 0 ? $"{rate}{(IsEither ? " or " : ", ")}{processor}" : rate + processor;
    }

    /// <param name="rate">Ours divided by theirs.</param>
    /// <param name="processor">Ours divided by theirs, an operation.</param>
    public bool IsMet(double rate, double processor, double p99, double megabytes)
    {
        var isFast = Rate == 0 || rate >= Rate;
        var isCheap = Processor == 0 || processor <= Processor;
        return (IsEither ? isFast || isCheap : isFast && isCheap) && (P99 == 0 || p99 <= P99) && (Megabytes == 0 || megabytes <= Megabytes);
    }
}
