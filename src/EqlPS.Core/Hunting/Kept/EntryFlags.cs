namespace EqlPS.Hunting.Kept;

/// <summary>What an entry of a store holds.</summary>
[Flags]
internal enum EntryFlags : byte
{
    HasTime = 1,
    HasTiebreaker = 2,
    HasComputer = 4,
    HasChannel = 8,
    HasRecordId = 16,
}
