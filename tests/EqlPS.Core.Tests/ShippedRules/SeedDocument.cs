using System.Globalization;
using System.Text.RegularExpressions;

namespace EqlPS.Tests.ShippedRules;

/// <summary>A page of rule documentation in Chinese: what in it does not depend on the language.</summary>
/// <remarks>Translators chose different words for the same heading, so each is a list of alternatives.</remarks>
internal sealed class SeedDocument(string text)
{
    private static readonly (string Chinese, string English)[] TagWords =
    [
        ("域", "Domain"), ("领域", "Domain"), ("端点", "Endpoint"), ("终端", "Endpoint"), ("操作系统", "OS"), ("用例", "Use Case"),
        ("威胁检测", "Threat Detection"), ("战术", "Tactic"), ("策略", "Tactic"), ("执行", "Execution"), ("命令与控制", "Command and Control"),
        ("命令和控制", "Command and Control"), ("防御规避", "Defense Evasion"), ("资源", "Resources"), ("调查指南", "Investigation Guide"),
        ("数据源", "Data Source"), ("规则类型", "Rule Type"),
    ];

    public int Version => Number("版本");

    public int RiskScore => Number("风险(?:评分|分数)");

    public int MaxSignals => Number("每次执行的最大(?:警报|告警)数");

    /// <summary>Such as <c>now-9m</c>.</summary>
    public string From => Find(@"搜索索引[^\n]*?(now-\w+)");

    /// <summary>Minutes between two runs.</summary>
    public int Interval => int.Parse(Find(@"\n\s*(?:运行频率|每隔|每):\s*(\d+)\s*(?:m|分钟)"), CultureInfo.InvariantCulture);

    public string Severity => Find(@"严重(?:性|程度):\s*(\S+)") switch
    {
        "低" => "Low",
        "中" or "中等" => "Medium",
        "高" => "High",
        string other => throw new InvalidDataException(other),
    };

    public string[] Index => List("规则索引");

    public string[] Tags => List("标签").Select(Translate).ToArray();

    public string Query => Find(@"(?s)规则查询\s*编辑\s*(.*?)\s*框架");

    /// <summary>Identifiers of tactics and techniques, in order; empty where the page breaks off before them.</summary>
    public string[] ThreatIds => Regex.Matches(text, @"\bID:\s*(TA\d{4}|T\d{4}(?:\.\d{3})?)").Select(m => m.Groups[1].Value).ToArray();

    /// <summary>The JSON of each <c>!{osquery{...}}</c> or <c>!{investigate{...}}</c>, in order.</summary>
    public string[] Entries(string plugin) =>
        Regex.Matches(text, @"!\{" + plugin + @"(\{.*\})\}").Select(m => m.Groups[1].Value).ToArray();

    /// <summary>Text with every run of blanks as one, and none next to a bracket or comma.</summary>
    public static string JoinBlanks(string query) =>
        Regex.Replace(Regex.Replace(query.Trim(), @"\s+", " "), @"\s*([(),\[\]])\s*", "$1");

    private int Number(string heading) => int.Parse(Find(heading + @":\s*(\d+)"), CultureInfo.InvariantCulture);

    private string[] List(string heading)
    {
        string items = Find(@"(?s)\n\s*" + heading + @":\s*\n(.*?)\n\s*[^\s•-]");
        return Regex.Matches(items, @"[•-]\s+(\S[^\n]*)").Select(m => m.Groups[1].Value.Trim()).ToArray();
    }

    private string Find(string pattern)
    {
        Match match = Regex.Match(text, pattern);
        Assert.True(match.Success, pattern);
        return match.Groups[1].Value;
    }

    private static string Translate(string tag)
    {
        string[] parts = tag.Split(':', '\uFF1A');
        return string.Join(": ", parts.Select(p => TagWords.FirstOrDefault(w => w.Chinese == p.Trim()).English ?? p.Trim()));
    }
}
