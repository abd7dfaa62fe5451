# Other modules bring assemblies of the same names. PowerShell loads the first it is given, for all.
Describe 'Beside another module''s <Name> <Version>' -ForEach @(
    @{ Name = 'Sprache'; Version = '1.0.0.0' }
    @{ Name = 'Sprache'; Version = '99.0.0.0' }
    @{ Name = 'System.Text.Json'; Version = '1.0.0.0' }
    @{ Name = 'System.Text.Json'; Version = '99.0.0.0' }
) -Skip:($PSVersionTable.PSEdition -eq 'Desktop') {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
        $folder = New-Item -ItemType Directory -Path "$TestDrive/$Name-$Version"
        Set-Content "$folder/StandIn.cs" 'namespace StandIn { public static class Marker { } }'
        Set-Content "$folder/$Name.csproj" @"
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><AssemblyName>$Name</AssemblyName>
<AssemblyVersion>$Version</AssemblyVersion><RestoreSources>$folder</RestoreSources></PropertyGroup></Project>
"@
        $output = dotnet build "$folder/$Name.csproj" -o "$folder/out" -v q -nologo 2>&1
        $standIn = "$folder/out/$Name.dll"
        if (-not (Test-Path $standIn)) {
            throw "The stand-in was not built: $output"
        }
    }

    It 'works' {
        $script = @"
`$ErrorActionPreference = 'Stop'
try { `$foreign = [System.Reflection.Assembly]::LoadFrom('$standIn') } catch { `$foreign = `$null }
"foreign `$(if (`$foreign) { `$foreign.GetName().Version } else { 'refused by .NET' })"
Import-Module '$manifest'
"rules `$(@(Get-EqlRule).Count)"
"found `$(@(Search-EqlEvent 'process where process.parent.name : "winword.exe"' '$samples').Count)"
"document `$((Get-EqlEvent '$samples' | Select-Object -First 1).ToJson().Length -gt 10)"
"still `$(if (`$foreign) { `$foreign.GetType('StandIn.Marker') -or `$foreign.GetName().Version -ne [version] '$Version' } else { `$true })"
"@
        $lines = Invoke-FreshShell $script
        $lines | Select-Object -Skip 1 | Should -Be 'rules 5', 'found 1', 'document True', 'still True'
        if ($Name -eq 'Sprache') {
            $lines[0] | Should -Be "foreign $Version"
        }
    }
}
