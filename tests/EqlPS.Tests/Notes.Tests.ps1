# What a command says beside its objects.
BeforeAll {
    . "$PSScriptRoot/Support/Common.ps1"
    $commands = @{
        'Get-EqlEvent'    = { param($Path) Get-EqlEvent $Path -Verbose }
        'Search-EqlEvent' = { param($Path) Search-EqlEvent 'any where true' $Path -Verbose }
        'Invoke-EqlHunt'  = { param($Path) Invoke-EqlHunt $Path -Query 'any where true' -Verbose }
    }

    $warning = [System.Management.Automation.WarningRecord]
    $verbose = [System.Management.Automation.VerboseRecord]

    function Get-Note {
        param([string] $Command, [string] $Path, [type] $Kind)
        & $commands[$Command] $Path *>&1 | Where-Object { $_ -is $Kind } | ForEach-Object { "$_" }
    }
}

Describe '<_>' -ForEach 'Get-EqlEvent', 'Search-EqlEvent', 'Invoke-EqlHunt' {
    It 'warns where no event was read' {
        $null = New-Item -ItemType File -Force "$TestDrive/empty.json"
        Get-Note -Command $_ -Path "$TestDrive/empty.json" -Kind $warning | Should -Match '^No event was read'
    }

    It 'does not where one was' {
        Get-Note -Command $_ -Path $samples -Kind $warning | Should -Not -Match 'No event was read'
    }

    It 'warns of times whose zone nothing tells' {
        Set-Content "$TestDrive/zone.json" ('{"EventID":4624,"Channel":"Security","Hostname":"ws-17",' +
            '"SourceName":"Microsoft-Windows-Security-Auditing","EventTime":"2024-03-12 09:00:00"}')
        Get-Note -Command $_ -Path "$TestDrive/zone.json" -Kind $warning |
            Where-Object { $_ -match 'ws-17: no Sysmon event tells the zone of EventTime' } | Should -HaveCount 1
    }

    It 'tells with -Verbose how local times were read' {
        Set-Content "$TestDrive/offset.json" ('{"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","Hostname":"ws-17",' +
            '"SourceName":"Microsoft-Windows-Sysmon","EventTime":"2024-03-12 05:00:00","UtcTime":"2024-03-12 09:00:00.000"}')
        Add-Content "$TestDrive/offset.json" ('{"EventID":4624,"Channel":"Security","Hostname":"ws-17",' +
            '"SourceName":"Microsoft-Windows-Security-Auditing","EventTime":"2024-03-12 05:00:01"}')
        Get-Note -Command $_ -Path "$TestDrive/offset.json" -Kind $verbose |
            Where-Object { $_ -match 'ws-17: EventTime is UTC-04:00' } | Should -HaveCount 1
    }
}

Describe 'Search-EqlEvent of a pipeline' {
    It 'warns where no event was read' {
        $null = @() | Search-EqlEvent 'any where true' -WarningVariable notes -WarningAction SilentlyContinue
        $notes | Should -Match '^No event was read'
    }

    It 'does not where one was' {
        $null = New-ProcessEvent | Search-EqlEvent 'process where true | head 1' -WarningVariable notes -WarningAction SilentlyContinue
        $notes | Should -BeNullOrEmpty
    }
}
