using EqlPS.HotPath;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: EqlPS.HotPath ASSEMBLY");
    return 1;
}

byte[] assembly = File.ReadAllBytes(args[0]);
using (var flags = new MethodFlags(assembly))
{
    // Written only if something changes: what is built from the file goes by its time.
    if (flags.SetOnHotPath() > 0)
    {
        File.WriteAllBytes(args[0], assembly);
    }
}

return 0;
