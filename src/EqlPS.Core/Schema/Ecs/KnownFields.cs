namespace EqlPS.Schema.Ecs;

/// <summary>Tells the fields that events may be expected to have from those that are probably misspelt.</summary>
internal static class KnownFields
{
    private const string Extension = "Ext";

    // What integrations of Elastic, and Elastic itself, keep outside of the common schema; each has fields without number below it.
    private static readonly HashSet<string> Roots = new(
        [
            "Effective_process", "Endpoint", "Persistence", "Responses", "Target", "abnormal_security", "activemq",
            "activitylogs", "apache", "auditd", "auth0", "aws", "azure", "barracuda", "beaconing", "beat", "bitdefender",
            "bitwarden", "blocklist_label", "box_events", "carbon_black_cloud", "cef", "checkpoint", "cisco", "citrix",
            "cloudflare", "crowdstrike", "cyberark_pta", "cyberarkpas", "cyera", "darktrace", "dga", "ded", "docker",
            "elastic_agent", "endgame", "endpoint", "eset", "f5", "falcon", "fields", "fim", "fireeye", "forcepoint", "forgerock",
            "fortinet", "gcp", "github", "gitlab", "google_scc", "google_workspace", "haproxy", "host_risk", "imperva",
            "infoblox", "input", "iptables", "jamf_pro", "jamf_protect", "journald", "jumpcloud", "juniper", "kibana",
            "kubernetes", "lastpass", "lmd", "m365_defender", "microsoft_defender_endpoint", "mimecast", "ml", "ml_is_dga",
            "mongodb", "mysql", "netflow", "netskope", "network_traffic", "nginx", "o365", "okta", "onelogin", "osquery",
            "osquery_manager", "pad", "panw", "ping_one", "postgresql", "powershell", "problemchild", "proofpoint",
            "pulse_connect_secure", "qualys_vmdr", "rapid7", "redis", "santa", "sentinel_one", "sentinel_one_cloud_funnel",
            "signal", "slack", "snort", "snyk", "sonicwall", "sophos", "squid", "suricata", "symantec", "sysmon", "sysmon_linux",
            "system", "tanium", "tenable", "tines", "trend_micro_vision_one", "trendmicro", "user_risk", "wazuh", "windows",
            "winlog", "wiz", "zeek", "zoom", "zscaler", "zscaler_zia", "zscaler_zpa",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether a field is one of the common schema, of an integration, or an extension of Elastic Defend.</summary>
    /// <param name="path">Dotted path.</param>
    public static bool Contains(string path)
    {
        if (EcsFields.TryGet(path, out _))
        {
            return true;
        }

        string[] segments = path.Split('.');
        return Roots.Contains(segments[0]) || Array.IndexOf(segments, Extension) > 0 || IsText(path, segments) || IsWithinObject(segments);
    }

    // Long texts have a second form for searching.
    private static bool IsText(string path, string[] segments) =>
        segments[segments.Length - 1] is "text" or "caseless" or "keyword"
            && EcsFields.TryGet(path.Substring(0, path.LastIndexOf('.')), out _);

    // Below an object without fixed fields, such as [labels], anything may stand.
    private static bool IsWithinObject(string[] segments)
    {
        string parent = segments[0];
        for (int i = 1; i < segments.Length; parent += "." + segments[i++])
        {
            if (EcsFields.TryGet(parent, out EcsField field) && field.Type is "object" or "flattened" or "nested" or "geo_point")
            {
                return true;
            }
        }

        return false;
    }
}
