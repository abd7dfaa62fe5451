<#
.SYNOPSIS
Runs the module's Pester suites; ends with 1 if a test fails.
.PARAMETER Path
Suites, where not all are wanted.
.PARAMETER Result
A file for the results, in NUnit's form.
#>
[CmdletBinding()]
param(
    [string[]] $Path = "$PSScriptRoot/*.Tests.ps1",

    [string] $Result
)

$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
if ($Result) {
    $configuration.TestResult.Enabled = $true
    $configuration.TestResult.OutputPath = $Result
}

$run = Invoke-Pester -Configuration $configuration
if ($run.Result -ne 'Passed') {
    exit 1
}
