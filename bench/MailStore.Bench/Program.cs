Console.WriteLine("MailStore benchmarks");
