namespace EqlPS.Mappings.Accounts;

/// <summary>Knows the security identifiers of accounts.</summary>
internal interface IAccounts
{
    /// <summary>The SID of an account <c>DOMAIN\name</c>; null if it is not known, or not for certain.</summary>
    string? SidOf(string account);
}
