# What all suites share. Dot-source it in BeforeAll.

$root = Split-Path (Split-Path (Split-Path $PSScriptRoot))

# The built module; EQLPS_MODULE names another place of it, such as the package's folder.
$manifest = if ($env:EQLPS_MODULE) { $env:EQLPS_MODULE } else { "$root/EqlPS.psd1" }
if (-not (Get-Module EqlPS)) {
    Import-Module $manifest
}

$samples = "$root/samples/intrusion.ndjson"
$shell = (Get-Process -Id $PID).Path

# An ECS event of a process.
function New-ProcessEvent {
    param([string] $Name = 'cmd.exe', [string] $Time = '2024-03-12T09:00:00Z', [string] $EntityId = 'e1')
    @{
        '@timestamp' = $Time
        event        = @{ category = 'process'; type = 'start'; action = 'start' }
        host         = @{ name = 'h1'; id = 'h1'; os = @{ type = 'windows' } }
        process      = @{ name = $Name; entity_id = $EntityId }
    }
}

# A Sysmon event as Windows renders it.
function New-SysmonXml {
    param([int] $Id = 1, [string] $Image = 'C:\Windows\System32\cmd.exe', [int] $Record = 1, [string] $Time = '2024-03-12 09:00:00.000')
    $system = '<Provider Name="Microsoft-Windows-Sysmon" Guid="{5770385f-c22a-43e0-bf4c-06f5698ffbd9}"/>' +
    "<EventID>$Id</EventID><Version>5</Version><Level>4</Level><TimeCreated SystemTime=`"$($Time.Replace(' ', 'T'))Z`"/>" +
    "<EventRecordID>$Record</EventRecordID><Channel>Microsoft-Windows-Sysmon/Operational</Channel><Computer>ws-17</Computer>"
    $data = "<Data Name=`"UtcTime`">$Time</Data><Data Name=`"ProcessGuid`">{A23EAE89-BD56-5903-0000-0010E9D95E00}</Data>" +
    "<Data Name=`"ProcessId`">4711</Data><Data Name=`"Image`">$Image</Data><Data Name=`"User`">WS-17\ada</Data>"
    '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">' +
    "<System>$system</System><EventData>$data</EventData></Event>"
}

# What Get-WinEvent gives, in shape: a .NET object with the record's properties and ToXml().
if (-not ('EqlPS.Tests.LogRecord' -as [type])) {
    Add-Type -TypeDefinition @'
namespace EqlPS.Tests
{
    public sealed class LogProperty
    {
        public LogProperty(object value) { Value = value; }
        public object Value { get; private set; }
    }

    public sealed class LogRecord
    {
        private readonly string _xml;
        public LogRecord(string xml, int id, long record, System.DateTime time, object[] values)
        {
            _xml = xml;
            Id = id;
            RecordId = record;
            TimeCreated = time;
            Properties = new System.Collections.Generic.List<LogProperty>();
            foreach (object value in values) { Properties.Add(new LogProperty(value)); }
        }
        public int Id { get; private set; }
        public byte? Version { get { return 5; } }
        public string ProviderName { get { return "Microsoft-Windows-Sysmon"; } }
        public string LogName { get { return "Microsoft-Windows-Sysmon/Operational"; } }
        public string MachineName { get { return "ws-17"; } }
        public long? RecordId { get; private set; }
        public System.DateTime? TimeCreated { get; private set; }
        public System.Collections.Generic.IList<LogProperty> Properties { get; private set; }
        public string Message { get; set; }
        public string ToXml() { return _xml; }
    }
}
'@
}

# A record of Sysmon 1; values stand in the order of the provider's manifest.
function New-LogRecord {
    param([string] $Image = 'C:\Windows\System32\cmd.exe', [int] $Record = 1, [string] $Time = '2024-03-12 09:00:00.000')
    $values = @(
        '-', $Time, [guid] '{A23EAE89-BD56-5903-0000-0010E9D95E00}', [uint32] 4711, $Image, '-', '-', '-', '-', '-', "$Image /c", 'C:\',
        'WS-17\ada', [guid] '{A23EAE89-BD56-5903-0000-0020E9D95E00}', [uint64] 1, [uint32] 1, 'High', 'SHA1=00', [guid]::Empty, [uint32] 1,
        'C:\Windows\explorer.exe', 'explorer.exe', 'WS-17\ada'
    )
    $utc = [datetime]::SpecifyKind([datetime] $Time, 'Utc')
    $made = [EqlPS.Tests.LogRecord]::new((New-SysmonXml -Image $Image -Record $Record -Time $Time), 1, $Record, $utc, $values)
    $made.Message = "Process Create:`nRuleName: -`nUtcTime: $Time`nProcessGuid: {A23EAE89-BD56-5903-0000-0010E9D95E00}`nProcessId: 4711`n" +
    "Image: $Image`nUser: WS-17\ada"
    $made
}

# The error ids of a script block's non-terminating errors, without the command's name.
function Get-ErrorId {
    param([scriptblock] $ScriptBlock)
    $failures = $null
    $null = & { [CmdletBinding()] param() & $ScriptBlock } -ErrorVariable failures -ErrorAction SilentlyContinue
    @($failures | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } |
            ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] })
}

# The id of the terminating error of a script block; fails where there is none.
function Get-TerminatingErrorId {
    param([scriptblock] $ScriptBlock)
    try {
        $null = & $ScriptBlock
    }
    catch {
        return ($_.FullyQualifiedErrorId -split ',')[0]
    }

    throw 'No error ended the command.'
}

# Runs a script in a fresh shell of this kind and gives its lines.
function Invoke-FreshShell {
    param([string] $Script)
    $encoded = [System.Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($Script))
    & $shell -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded 2>&1 | ForEach-Object { "$_" }
}
