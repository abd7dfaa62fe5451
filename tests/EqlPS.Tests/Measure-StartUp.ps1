<#
.SYNOPSIS
Measures what importing the module and hunting a small file costs on top of an empty shell.
.DESCRIPTION
Fresh shells with and without the hunt take turns, so that what else the machine does weighs on both alike. Prints the median wall and
processor seconds of each, and the differences.
.PARAMETER Run
How many shells of each kind.
.PARAMETER Path
What is hunted.
.EXAMPLE
./tests/EqlPS.Tests/Measure-StartUp.ps1
#>
[CmdletBinding()]
param(
    [int] $Run = 7,

    [string] $Path = "$PSScriptRoot/../../samples/ws-17-sysmon.xml"
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$manifest = Resolve-Path "$PSScriptRoot/../../EqlPS.psd1"
$shell = (Get-Process -Id $PID).Path
$scripts = [ordered]@{
    'empty shell'     = '$null'
    'import'          = "Import-Module '$manifest'"
    'import and hunt' = "Import-Module '$manifest'; `$null = Invoke-EqlHunt '$(Resolve-Path $Path)'"
}

function Measure-Shell {
    param([string] $Script)
    $start = [System.Diagnostics.ProcessStartInfo]::new($shell)
    $tell = '[System.Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalMilliseconds'
    '-NoProfile', '-NonInteractive', '-Command', "$Script; $tell" | ForEach-Object { $start.ArgumentList.Add($_) }
    $start.RedirectStandardOutput = $true
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $process = [System.Diagnostics.Process]::Start($start)
    $said = $process.StandardOutput.ReadToEnd()
    $process.WaitForExit()
    [pscustomobject]@{ Wall = $clock.Elapsed.TotalSeconds; Cpu = [double] ($said.Trim() -split "\n")[-1] / 1000 }
}

function Get-Median {
    param([double[]] $Value)
    $sorted = @($Value | Sort-Object)
    $sorted[[int] [math]::Floor($sorted.Count / 2)]
}

$scripts.Values | ForEach-Object { $null = Measure-Shell $_ }
$taken = @{}
for ($i = 0; $i -lt $Run; $i++) {
    foreach ($name in $scripts.Keys) {
        $taken[$name] = @($taken[$name]) + (Measure-Shell $scripts[$name])
    }
}

$rows = foreach ($name in $scripts.Keys) {
    $runs = @($taken[$name] | Where-Object { $_ })
    [pscustomobject]@{ What = $name; Wall = Get-Median $runs.Wall; Cpu = Get-Median $runs.Cpu }
}

$rows | ForEach-Object {
    [pscustomobject]@{
        What       = $_.What
        Wall       = [math]::Round($_.Wall, 2)
        Cpu        = [math]::Round($_.Cpu, 2)
        WallOnTop  = [math]::Round($_.Wall - $rows[0].Wall, 2)
        CpuOnTop   = [math]::Round($_.Cpu - $rows[0].Cpu, 2)
    }
}
