<#
.SYNOPSIS
Measures Invoke-EqlHunt -Path beside the console program over the same files, start-up aside.
.DESCRIPTION
Each run is a process of its own, and the two take turns. Each hunts through the files once, and through more copies of them; what a
further copy costs is the difference, in which starting the process, reading the rules and compiling code at run time no longer count.
Prints the median processor and wall seconds of both, and how many times the program's cost the module's is. The files must be large
enough for the difference to be more than chance: hundreds of megabytes.
.PARAMETER Log
Files of events, or folders of them.
.PARAMETER Rule
Files or folders of rules. Without any, those that come with the module.
.PARAMETER Copies
How many copies the longer run reads.
.PARAMETER Run
How many runs of each kind.
.PARAMETER Program
The console program, as built for release.
.EXAMPLE
./tests/EqlPS.Tests/Measure-Hunt.ps1 -Log ./logs -Rule ./rules
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string[]] $Log,

    [string[]] $Rule,

    [ValidateRange(2, 100)]
    [int] $Copies = 4,

    [int] $Run = 5,

    [string] $Program = "$PSScriptRoot/../../src/EqlPS.Cli/bin/Release/net8.0/eqlps.dll"
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$manifest = (Resolve-Path "$PSScriptRoot/../../EqlPS.psd1").Path
$library = (Resolve-Path $Program).Path
$shell = (Get-Process -Id $PID).Path
$rules = @($Rule | Where-Object { $_ } | ForEach-Object { (Resolve-Path $_).Path })

# Hard links cost neither room nor time; another volume has none of these files, so they are copied there.
function New-Copy {
    param([string] $Folder, [int] $Count)
    $null = New-Item -ItemType Directory -Path $Folder
    foreach ($file in Get-ChildItem -Path $Log -File -Recurse) {
        foreach ($i in 1..$Count) {
            $copy = Join-Path $Folder "$i-$($file.Name)"
            try {
                $null = New-Item -ItemType HardLink -Path $copy -Target $file.FullName
            }
            catch {
                Copy-Item $file.FullName $copy
            }
        }
    }
}

function Measure-Process {
    param([string] $File, [string[]] $Argument)
    $start = [System.Diagnostics.ProcessStartInfo]::new($File)
    $Argument | ForEach-Object { $start.ArgumentList.Add($_) }
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $process = [System.Diagnostics.Process]::Start($start)
    $output = $process.StandardOutput.ReadToEndAsync()
    $errors = $process.StandardError.ReadToEndAsync()
    # Not every system tells what a process took after it has ended.
    $cpu = [timespan]::Zero
    while (-not $process.WaitForExit(5)) {
        $process.Refresh()
        $now = $process.TotalProcessorTime
        if ($now) {
            $cpu = $now
        }
    }

    $wall = $clock.Elapsed
    $null = $output.Result
    if ($process.ExitCode -notin 0, 2) {
        throw "The hunt failed: $($errors.Result)"
    }

    [pscustomobject]@{ Wall = $wall.TotalSeconds; Cpu = $cpu.TotalSeconds }
}

function Measure-Hunt {
    param([string] $What, [string] $Folder)
    if ($What -eq 'eqlps hunt') {
        $options = $rules | ForEach-Object { '--rules', $_ }
        return Measure-Process dotnet (@($library, 'hunt', $Folder, '--format', 'ndjson') + @($options))
    }

    $named = if ($rules) { " -Rule '$($rules -join "', '")'" }
    $script = "Import-Module '$manifest'; `$null = Invoke-EqlHunt '$Folder'$named -WarningAction Ignore -ErrorAction SilentlyContinue"
    Measure-Process $shell '-NoProfile', '-NonInteractive', '-Command', $script
}

function Get-Median {
    param([double[]] $Value)
    $sorted = @($Value | Sort-Object)
    $sorted[[int] [math]::Floor($sorted.Count / 2)]
}

$temporary = Join-Path ([System.IO.Path]::GetTempPath()) "eqlps-$([guid]::NewGuid())"
try {
    $once = Join-Path $temporary 'once'
    $often = Join-Path $temporary 'often'
    New-Copy $once 1
    New-Copy $often $Copies
    $runs = foreach ($i in 1..$Run) {
        foreach ($what in 'eqlps hunt', 'Invoke-EqlHunt') {
            $first = Measure-Hunt $what $once
            $all = Measure-Hunt $what $often
            [pscustomobject]@{
                What = $what; Once = $first.Cpu; WallOnce = $first.Wall; Often = $all.Cpu; WallOften = $all.Wall
                Further = ($all.Cpu - $first.Cpu) / ($Copies - 1); WallFurther = ($all.Wall - $first.Wall) / ($Copies - 1)
            }
        }
    }
}
finally {
    Remove-Item $temporary -Recurse -Force -ErrorAction Ignore
}

$base = Get-Median @($runs | Where-Object What -EQ 'eqlps hunt').Further
foreach ($group in @($runs | Group-Object What)) {
    $further = Get-Median $group.Group.Further
    [pscustomobject]@{
        What        = $group.Name
        Cpu         = [math]::Round((Get-Median $group.Group.Once), 2)
        Wall        = [math]::Round((Get-Median $group.Group.WallOnce), 2)
        FurtherCpu  = [math]::Round($further, 2)
        FurtherWall = [math]::Round((Get-Median $group.Group.WallFurther), 2)
        Times       = [math]::Round($further / $base, 2)
    }
}
