<#
.SYNOPSIS
Builds, tests, checks and packs the module.
.DESCRIPTION
Build     compiles the cmdlets for both editions of PowerShell into module/bin, after which EqlPS.psd1 here can be imported.
Test      runs the Pester suites in a fresh PowerShell.
Analyze   runs PSScriptAnalyzer over every script.
Package   puts the module into out/EqlPS/<version> and out/EqlPS.<version>.nupkg, as a gallery takes it. Nothing is published.
Tasks run in the order given. Test and Analyze say so where Pester or PSScriptAnalyzer is not installed, and are no failure then.
.EXAMPLE
./build.ps1
.EXAMPLE
./build.ps1 -Task Build, Test, Analyze, Package
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Analyze', 'Package')]
    [string[]] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$version = (Import-PowerShellDataFile -LiteralPath "$root/EqlPS.psd1").ModuleVersion
$out = "$root/out"

# What each framework gets. Whatever else a dependency brings has to be put on one of the two lists, or the build stops.
$private = @('EqlPS.Core.dll', 'EqlPS.Syntax.dll', 'Sprache.dll')
$privateDesktop = @(
    'System.Text.Json.dll', 'System.Text.Encodings.Web.dll', 'System.Memory.dll', 'System.Buffers.dll', 'System.Numerics.Vectors.dll',
    'System.Runtime.CompilerServices.Unsafe.dll', 'System.Threading.Tasks.Extensions.dll', 'Microsoft.Bcl.AsyncInterfaces.dll'
)
$inTheBox = @('System.Linq.dll', 'System.Text.RegularExpressions.dll', 'System.Threading.dll')
$layouts = @{
    'net8.0'         = @{ Private = $private; Dropped = @() }
    'netstandard2.0' = @{ Private = $private + $privateDesktop; Dropped = $inTheBox }
}

function Invoke-Tool {
    param([string] $Name, [string[]] $Argument)
    & $Name @Argument
    if ($LASTEXITCODE -ne 0) {
        throw "$Name $($Argument -join ' ') ended with $LASTEXITCODE."
    }
}

function Copy-Assembly {
    param([string] $From, [string] $To, [hashtable] $Layout)
    $public = @('EqlPS.dll', 'EqlPS.Loader.dll')
    $found = @(Get-ChildItem -LiteralPath $From -Filter *.dll | ForEach-Object Name)
    $unknown = @($found | Where-Object { $_ -notin ($public + $Layout.Private + $Layout.Dropped) })
    $missing = @($public + $Layout.Private | Where-Object { $_ -notin $found })
    if ($unknown -or $missing) {
        throw "${From}: not expected: $($unknown -join ', '); missing: $($missing -join ', ')."
    }

    $null = New-Item -ItemType Directory -Force -Path "$To/private", "$To/en-US"
    $public | ForEach-Object { Copy-Item -LiteralPath "$From/$_" -Destination $To }
    $Layout.Private | ForEach-Object { Copy-Item -LiteralPath "$From/$_" -Destination "$To/private" }
    Copy-Item -Path "$root/module/en-US/*.help.txt" -Destination "$To/en-US"
}

# The shell that runs this, for what wants a process of its own: this one must not hold the assemblies that the next build replaces.
function Invoke-Shell {
    param([string] $Script, [string[]] $Argument = @())
    Invoke-Tool (Get-Process -Id $PID).Path (@('-NoProfile', '-NonInteractive', '-File', $Script) + $Argument)
}

function Invoke-Build {
    foreach ($framework in $layouts.Keys | Sort-Object) {
        $published = "$out/publish/$framework"
        $target = "$root/module/bin/$framework"
        Invoke-Tool dotnet 'publish', "$root/src/EqlPS", '-c', $Configuration, '-f', $framework, '-o', $published, '-v', 'q', '-nologo'
        if (Test-Path -LiteralPath $target) {
            try {
                Remove-Item -LiteralPath $target -Recurse -Force
            }
            catch {
                throw "$target is in use: close the PowerShell sessions that have imported EqlPS. $_"
            }
        }

        Copy-Assembly -From $published -To $target -Layout $layouts[$framework]
    }

    # Both editions have the same commands, so the help that this one writes is that of the other.
    $help = "$out/publish/EqlPS.dll-Help.xml"
    $edition = if ($PSVersionTable.PSEdition -eq 'Desktop') { 'netstandard2.0' } else { 'net8.0' }
    $comment = "$out/publish/$edition/EqlPS.xml"
    Invoke-Shell "$root/tools/New-CommandHelp.ps1" '-Manifest', "$root/EqlPS.psd1", '-Comment', $comment, '-Destination', $help
    $layouts.Keys | ForEach-Object { Copy-Item -LiteralPath $help -Destination "$root/module/bin/$_/en-US" }
    Write-Host "Built EqlPS ${version}: Import-Module $root/EqlPS.psd1"
}

function Invoke-Test {
    if (-not (Get-Module -ListAvailable -Name Pester | Where-Object { $_.Version.Major -ge 5 })) {
        Write-Warning 'The Pester suites did NOT run: Pester 5 or later is not installed.'
        return
    }

    Invoke-Shell "$root/tests/EqlPS.Tests/Invoke-Suite.ps1"
}

function Invoke-Analyze {
    if (-not (Get-Module -ListAvailable -Name PSScriptAnalyzer)) {
        Write-Warning 'The scripts were NOT analyzed: PSScriptAnalyzer is not installed.'
        return
    }

    $settings = "$root/PSScriptAnalyzerSettings.psd1"
    $findings = @("$root/EqlPS.psd1", "$root/build.ps1", "$root/module", "$root/tools", "$root/tests/EqlPS.Tests" |
            ForEach-Object { Invoke-ScriptAnalyzer -Path $_ -Recurse -Settings $settings })
    if ($findings) {
        $findings | Format-Table -AutoSize -Wrap Severity, RuleName, ScriptName, Line, Message | Out-String -Width 160 | Write-Host
        throw "PSScriptAnalyzer has $($findings.Count) findings."
    }

    Write-Host 'PSScriptAnalyzer has no findings.'
}

function Invoke-Package {
    $folder = "$out/EqlPS/$version"
    if (-not (Test-Path -LiteralPath "$root/module/bin/net8.0/EqlPS.dll")) {
        Invoke-Build
    }

    if (Test-Path -LiteralPath "$out/EqlPS") {
        Remove-Item -LiteralPath "$out/EqlPS" -Recurse -Force
    }

    $null = New-Item -ItemType Directory -Force -Path $folder
    'EqlPS.psd1', 'LICENSE', 'README.md', 'CHANGELOG.md', 'docs', 'rules', 'samples' |
        ForEach-Object { Copy-Item -LiteralPath "$root/$_" -Destination $folder -Recurse }
    $null = New-Item -ItemType Directory -Path "$folder/module"
    Get-ChildItem -LiteralPath "$root/module" -Exclude en-US | Copy-Item -Destination "$folder/module" -Recurse
    $null = Test-ModuleManifest -Path "$folder/EqlPS.psd1"
    $package = "$out/EqlPS.$version.nupkg"
    & "$root/tools/New-GalleryPackage.ps1" -Folder $folder -Destination $package
    Write-Host "Packed $folder and $package"
}

foreach ($name in $Task) {
    switch ($name) {
        'Build' { Invoke-Build }
        'Test' { Invoke-Test }
        'Analyze' { Invoke-Analyze }
        'Package' { Invoke-Package }
    }
}
