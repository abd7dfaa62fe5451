@{
    RootModule             = 'module/EqlPS.psm1'
    # The one place of the version: the assemblies, the console program and the packages take theirs from this line.
    ModuleVersion          = '0.1.0'
    GUID                   = 'e2477af3-e7af-415c-b0a0-4ce712a385d4'
    Author                 = 'The EqlPS maintainers'
    CompanyName            = 'The EqlPS maintainers'
    Copyright              = '(c) The EqlPS maintainers. MIT; the rules in the folder rules: Elastic License 2.0.'
    Description            = 'Runs Elastic EQL detection rules where the logs are: event log files, live logs, Get-WinEvent records, JSON.'
    CompatiblePSEditions   = @('Desktop', 'Core')
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    TypesToProcess         = @('module/EqlPS.Types.ps1xml')
    FormatsToProcess       = @('module/EqlPS.Format.ps1xml')
    CmdletsToExport        = @(
        'ConvertTo-EqlEvent', 'Get-EqlEvent', 'Get-EqlGuide', 'Get-EqlRule', 'Import-EqlRule', 'Invoke-EqlHunt', 'Search-EqlEvent',
        'Test-EqlEvent', 'Test-EqlRule'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags                     = @(
                'EQL', 'Elastic', 'Detection', 'ThreatHunting', 'DFIR', 'Security', 'SIEM', 'EVTX', 'EventLog', 'Sysmon', 'ECS',
                'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS'
            )
            # The whole package is "MIT AND Elastic-2.0": LICENSE, and rules/LICENSE.txt for the rules. A manifest has room for one link.
            LicenseUri               = 'https://spdx.org/licenses/MIT.html'
            RequireLicenseAcceptance = $false
            ReleaseNotes             = 'See CHANGELOG.md in the folder of the module.'
        }
    }
}
