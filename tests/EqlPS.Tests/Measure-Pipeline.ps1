<#
.SYNOPSIS
Measures a hunt over objects of the pipeline against an empty cmdlet that binds the same objects and reads the same properties.
.DESCRIPTION
Both run in turn in this one process, warm, over the same objects of ConvertFrom-Json. Prints the processor time of each per event, medians
of the runs, and their ratio.
.PARAMETER Log
Files of JSON lines, plain or .gz. Without any, 20,000 flat Sysmon-like events are generated.
.PARAMETER Rule
Files or folders of rules. Without any, 100 are generated.
.PARAMETER RuleCount
The most rules that run.
.PARAMETER MostEvents
The most events that are read.
.PARAMETER Run
How often each is measured.
.EXAMPLE
./tests/EqlPS.Tests/Measure-Pipeline.ps1
.EXAMPLE
./tests/EqlPS.Tests/Measure-Pipeline.ps1 -Log ./logs/*.json.gz -Rule ./rules -Run 7
#>
[CmdletBinding()]
param(
    [string[]] $Log,

    [string[]] $Rule,

    [int] $RuleCount = 100,

    [int] $MostEvents = 50000,

    [int] $Run = 5
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module (Resolve-Path "$PSScriptRoot/../../EqlPS.psd1")

# Each rule of its own, so that none is shared with another.
function Get-GeneratedRule {
    foreach ($i in 1..$RuleCount) {
        $query = switch ($i % 4) {
            0 { "process where event.type == `"start`" and process.name : `"tool$i.exe`" and process.args : `"-x$i*`"" }
            1 { "network where process.name : `"tool$i*.exe`" and destination.port == $i" }
            2 { "file where file.path : `"C:\\Temp\\*$i\\*.dll`" and not process.executable : `"C:\\Windows\\*`"" }
            3 { "registry where registry.path : `"HKLM\\*\\Run\\tool$i`" and user.name != null" }
        }
        "[rule]`nname = `"Generated $i`"`nrule_id = `"{0:d8}-0000-4000-8000-000000000000`"`ndescription = `"-`"`ntype = `"eql`"`n" -f $i +
        "language = `"eql`"`nseverity = `"low`"`nrisk_score = 1`nquery = '''`n$query`n'''`n"
    }
}

function Get-GeneratedEvent {
    foreach ($i in 1..20000) {
        $second = [timespan]::FromMilliseconds($i * 1001).ToString('hh\:mm\:ss\.fff')
        $common = @"
{"@timestamp":"2024-03-12T${second}Z",
"SourceName":"Microsoft-Windows-Sysmon",
"ProviderGuid":"{5770385F-C22A-43E0-BF4C-06F5698FFBD9}","Level":"4",
"Keywords":"0x8000000000000000","Channel":"Microsoft-Windows-Sysmon/Operational","Hostname":"ws-$($i % 5).corp.example",
"host":"relay.corp.example",
"port":6514,"EventTime":"2024-03-12 $second",
"EventReceivedTime":"2024-03-12 $second","RecordNumber":"$i","ThreadID":4100,"Severity":"INFO",
"SeverityValue":2,"OpcodeValue":0,"SourceModuleType":"im_msvistalog","SourceModuleName":"events","AccountName":"SYSTEM","UserID":"S-1-5-18",
"Domain":"NT AUTHORITY","AccountType":"User","ExecutionProcessID":"3164","UtcTime":"2024-03-12 $second","ProcessId":"$($i % 300 * 4)",
"ProcessGuid":"{$('{0:x8}' -f ($i % 300))-0000-0000-0000-000000000000}","Image":"C:\\Program Files\\tool$($i % 40)\\tool$($i % 40).exe",
"Message":"A message as long as those of Sysmon are, with every value of the event once more:
 C:\\Program Files\\tool$($i % 40)\\tool.exe",
"@.Replace("`n", '')
        $own = switch ($i % 4) {
            0 {
                '"EventID":1,"Task":1,"User":"CORP\\ann",' +
                '"CommandLine":"tool.exe -x","ParentImage":"C:\\Windows\\explorer.exe","Hashes":"MD5=00"'
            }
            1 {
                '"EventID":3,"Task":3,"Protocol":"tcp",' +
                '"SourceIp":"10.0.0.5","DestinationIp":"10.0.0.9","DestinationPort":"443","Initiated":"true"'
            }
            2 {
                '"EventID":11,"Task":11,' +
                '"TargetFilename":"C:\\Users\\ann\\AppData\\Local\\Temp\\a.dll","CreationUtcTime":"2024-03-12 09:00:00.000"'
            }
            3 {
                '"EventID":13,"Task":13,' +
                '"EventType":"SetValue","TargetObject":"HKLM\\SOFTWARE\\Run\\tool","Details":"DWORD (0x00000001)"'
            }
        }
        "$common$own}"
    }
}

function Read-Log {
    foreach ($file in Get-Item -Path $Log) {
        $stream = [System.IO.Stream] $file.OpenRead()
        if ($file.Extension -eq '.gz') {
            $stream = [System.IO.Compression.GZipStream]::new($stream, [System.IO.Compression.CompressionMode]::Decompress)
        }

        $reader = [System.IO.StreamReader]::new($stream)
        try {
            while ($null -ne ($line = $reader.ReadLine())) {
                $line
            }
        }
        finally {
            $reader.Dispose()
        }
    }
}

Add-Type -TypeDefinition @'
using System.Management.Automation;

[Cmdlet(VerbsData.Out, "ReadProperty")]
public sealed class OutReadPropertyCommand : PSCmdlet
{
    private long _count;

    [Parameter(ValueFromPipeline = true)]
    public PSObject InputObject { get; set; }

    protected override void ProcessRecord()
    {
        foreach (PSPropertyInfo property in InputObject.Properties)
        {
            _count += property.Value == null ? 0 : 1;
        }
    }

    protected override void EndProcessing()
    {
        WriteObject(_count);
    }
}
'@ -PassThru | Select-Object -First 1 | ForEach-Object { Import-Module $_.Assembly }

function Measure-Cpu {
    param([scriptblock] $Script)
    [System.GC]::Collect()
    $process = [System.Diagnostics.Process]::GetCurrentProcess()
    $before = $process.TotalProcessorTime
    $null = & $Script
    $process.Refresh()
    ($process.TotalProcessorTime - $before).TotalMilliseconds
}

function Get-Median {
    param([double[]] $Value)
    $sorted = @($Value | Sort-Object)
    $sorted[[int] [math]::Floor($sorted.Count / 2)]
}

$ruleFiles = $null
if ($Rule) {
    $rules = @(Import-EqlRule -Path $Rule -Recurse -WarningAction Ignore -ErrorAction Ignore | Select-Object -First $RuleCount)
}
else {
    $ruleFiles = Join-Path ([System.IO.Path]::GetTempPath()) ([System.IO.Path]::GetRandomFileName())
    $null = New-Item -ItemType Directory -Path $ruleFiles
    $i = 0
    Get-GeneratedRule | ForEach-Object { Set-Content -LiteralPath "$ruleFiles/$((++$i)).toml" $_ }
    $rules = @(Import-EqlRule -Path $ruleFiles -Recurse)
    Remove-Item -LiteralPath $ruleFiles -Recurse
}

$objects = @($(if ($Log) { Read-Log } else { Get-GeneratedEvent }) | Select-Object -First $MostEvents | ConvertFrom-Json)
$kinds = [ordered]@{
    Empty = { $objects | Out-ReadProperty }
    Hunt  = { $objects | Invoke-EqlHunt -Rule $rules -WarningAction Ignore -ErrorAction Ignore }
}
1..2 | ForEach-Object { $kinds.Values | ForEach-Object { $null = Measure-Cpu $_ } }
$taken = @{ Empty = @(); Hunt = @() }
for ($i = 0; $i -lt $Run; $i++) {
    foreach ($name in $kinds.Keys) {
        $taken[$name] += Measure-Cpu $kinds[$name]
    }
}

$empty = Get-Median $taken.Empty
$hunt = Get-Median $taken.Hunt
[pscustomobject]@{
    Events            = $objects.Count
    Rules             = $rules.Count
    EmptyMicroseconds = [math]::Round($empty * 1000 / $objects.Count, 1)
    HuntMicroseconds  = [math]::Round($hunt * 1000 / $objects.Count, 1)
    Ratio             = [math]::Round($hunt / $empty, 2)
}
