namespace EqlPS.Rules.Cases;

/// <summary>The form in which a case holds its events.</summary>
internal enum RuleCaseFormat
{
    /// <summary>JSON documents with ECS fields, as Elastic Defend writes them; no mapping is needed.</summary>
    Ecs,

    /// <summary>Windows events as XML, which a mapping turns into ECS first.</summary>
    Xml,
}
