namespace EqlPS.Toml;

/// <summary>The types of TOML 1.0 values.</summary>
internal enum TomlKind : byte
{
    String,
    Integer,
    Float,
    Boolean,
    OffsetDateTime,
    LocalDateTime,
    LocalDate,
    LocalTime,
    Array,
    Table,
}
