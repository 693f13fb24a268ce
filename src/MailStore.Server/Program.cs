Console.WriteLine("MailStore");
