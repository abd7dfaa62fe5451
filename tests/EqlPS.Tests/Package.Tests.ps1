Describe 'The package' -Skip:(-not (Test-Path "$PSScriptRoot/../../module/bin/netstandard2.0/EqlPS.dll")) {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
        $null = & $shell -NoProfile -NonInteractive -File "$root/build.ps1" -Task Package
        $version = (Import-PowerShellDataFile "$root/EqlPS.psd1").ModuleVersion
        $folder = "$root/out/EqlPS/$version"
        $package = "$root/out/EqlPS.$version.nupkg"
    }

    It 'imports from its folder, unchanged' {
        (Get-FileHash "$folder/EqlPS.psd1").Hash | Should -Be (Get-FileHash "$root/EqlPS.psd1").Hash
        Invoke-FreshShell "Import-Module '$folder/EqlPS.psd1'; @(Get-EqlRule).Count; (Get-Help Get-EqlRule).Synopsis" |
            Should -Be '5', 'Gives the rules that come with the module.'
    }

    It 'holds what it needs, and nothing else' {
        $names = Get-ChildItem $folder -Recurse -File | ForEach-Object { $_.FullName.Substring($folder.Length + 1).Replace('\', '/') }
        foreach ($name in 'LICENSE', 'rules/LICENSE.txt', 'module/EqlPS.Pester.psm1', 'module/bin/net8.0/private/Sprache.dll') {
            $names | Should -Contain $name
        }

        $names | Where-Object { $_ -match '\.(pdb|cs|deps\.json)$|System\.Management\.Automation' } | Should -BeNullOrEmpty
    }

    It 'is an archive as a gallery wants it' {
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        $archive = [System.IO.Compression.ZipFile]::OpenRead($package)
        try {
            $archive.Entries.FullName | Should -Contain 'EqlPS.nuspec'
            $archive.Entries.FullName | Should -Contain 'EqlPS.psd1'
            $reader = [System.IO.StreamReader]::new($archive.GetEntry('EqlPS.nuspec').Open())
            $metadata = ([xml] $reader.ReadToEnd()).package.metadata
            $reader.Dispose()
        }
        finally {
            $archive.Dispose()
        }

        $metadata.id | Should -Be 'EqlPS'
        $metadata.version | Should -Be $version
        $metadata.license.InnerText | Should -Be 'MIT AND Elastic-2.0'
        $metadata.tags | Should -Match 'PSModule.*PSCmdlet_Invoke-EqlHunt'
    }

    It 'is the same for the same files' {
        $before = (Get-FileHash $package).Hash
        & "$root/tools/New-GalleryPackage.ps1" -Folder $folder -Destination $package
        (Get-FileHash $package).Hash | Should -Be $before
    }
}
