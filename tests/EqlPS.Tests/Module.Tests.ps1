Describe 'The module' {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
        $commands = @(
            'ConvertTo-EqlEvent', 'Get-EqlEvent', 'Get-EqlGuide', 'Get-EqlRule', 'Import-EqlRule', 'Invoke-EqlHunt', 'Search-EqlEvent',
            'Test-EqlEvent', 'Test-EqlRule'
        )
    }

    It 'exports its cmdlets and nothing else' {
        $module = Get-Module EqlPS
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be $commands
        $module.ExportedFunctions.Count + $module.ExportedVariables.Count + $module.ExportedAliases.Count | Should -Be 0
    }

    It 'declares what it exports' {
        $data = Import-PowerShellDataFile $manifest
        $data.CmdletsToExport | Sort-Object | Should -Be $commands
        $data.FunctionsToExport + $data.VariablesToExport + $data.AliasesToExport | Should -BeNullOrEmpty
        $data.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
    }

    It 'has a valid manifest' {
        (Test-ModuleManifest $manifest).Name | Should -Be 'EqlPS'
    }

    It 'has one version' {
        $version = (Get-Module EqlPS).Version
        $files = Get-ChildItem "$root/module/bin" -Recurse -Include EqlPS*.dll
        $files.Count | Should -Be 8
        foreach ($file in $files) {
            $assembly = [System.Reflection.AssemblyName]::GetAssemblyName($file.FullName)
            "$($assembly.Name) $($assembly.Version.ToString(3))" | Should -Be "$($assembly.Name) $version"
        }
    }

    It 'chooses the build in at most 20 lines' {
        @(Get-Content "$root/module/EqlPS.psm1").Count | Should -BeLessOrEqual 20
    }

    It 'says what to do where it is not built' {
        $null = New-Item -ItemType Directory -Path "$TestDrive/unbuilt/module" -Force
        Copy-Item "$root/EqlPS.psd1" "$TestDrive/unbuilt"
        Get-ChildItem "$root/module" -File | Copy-Item -Destination "$TestDrive/unbuilt/module"
        Invoke-FreshShell "Import-Module '$TestDrive/unbuilt/EqlPS.psd1'" | Out-String | Should -Match 'EqlPS is not built: run build\.ps1'
    }

    It 'keeps working after -Force, and after removal and import' {
        $script = @"
`$ErrorActionPreference = 'Stop'
Import-Module '$manifest'; Import-Module '$manifest' -Force
"forced `$(@(Get-EqlRule).Count) `$((Get-Command -Module EqlPS).Count)"
Remove-Module EqlPS
"removed `$(@(Get-Command Get-EqlRule -ErrorAction Ignore).Count)"
Import-Module '$manifest'
"again `$(@(Get-EqlRule).Count) `$(`$_ = '{"event":{"category":"process"}}' | Search-EqlEvent 'any where true'; @(`$_).Count)"
"@
        Invoke-FreshShell $script | Should -Be "forced 5 $($commands.Count)", 'removed 0', 'again 5 1'
    }

    It 'has approved verbs and no warning on import' {
        Invoke-FreshShell "Import-Module '$manifest' -WarningVariable w -WarningAction SilentlyContinue; @(`$w).Count" | Should -Be 0
    }

    It 'runs as built for Windows PowerShell, here on .NET' {
        $script = @"
`$ErrorActionPreference = 'Stop'
`$folder = '$root/module/bin/netstandard2.0'
`$null = [System.Reflection.Assembly]::LoadFrom("`$folder/EqlPS.Loader.dll")
[EqlPS.Loader.PrivateAssemblies]::Prepare("`$folder/private")
Import-Module "`$folder/EqlPS.dll"
@(Get-EqlRule).Count
@(Search-EqlEvent 'process where process.parent.name : "winword.exe"' '$samples').Count
"@
        Invoke-FreshShell $script | Should -Be '5', '1'
    }
}
