Describe 'ConvertTo-EqlEvent' {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
        $record = New-LogRecord
        $record | Export-Clixml "$TestDrive/record.clixml"
        # As Invoke-Command leaves it: one level deep, so that of the positional values only their type's name is left.
        $remote = [System.Management.Automation.PSSerializer]::Deserialize(
            [System.Management.Automation.PSSerializer]::Serialize($record, 1))
    }

    It 'reads <Form>' -ForEach @(
        @{ Form = 'a live record'; Make = { $record } }
        @{ Form = 'XML'; Make = { $record.ToXml() } }
        @{ Form = 'XML that was parsed'; Make = { [xml] $record.ToXml() } }
        @{ Form = 'a record of Export-Clixml'; Make = { Import-Clixml "$TestDrive/record.clixml" } }
        @{ Form = 'a record of Invoke-Command, by its message'; Make = { $remote } }
    ) {
        $read = & $Make | ConvertTo-EqlEvent
        @($read).Count | Should -Be 1
        $read.process.name | Should -Be 'cmd.exe'
        $read.event.code | Should -Be '1'
        $read.event.category | Should -Contain 'process'
        $read.winlog.record_id | Should -Be '1'
    }

    It 'gives of a deserialized record what it gives of the live one' {
        $live = $record | ConvertTo-EqlEvent
        $stored = Import-Clixml "$TestDrive/record.clixml" | ConvertTo-EqlEvent
        foreach ($field in 'process.executable', 'process.entity_id', 'process.pid', 'user.name', 'host.name', '@timestamp') {
            $stored[$field] | Should -Be $live[$field] -Because $field
        }
    }

    It 'reads <Form>' -ForEach @(
        @{ Form = 'a hashtable'; Make = { New-ProcessEvent } }
        @{ Form = 'JSON'; Make = { New-ProcessEvent | ConvertTo-Json -Depth 5 } }
        @{ Form = 'an object of ConvertFrom-Json'; Make = { New-ProcessEvent | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
        @{ Form = 'names with dots'; Make = { [pscustomobject]@{ 'process.name' = 'cmd.exe'; 'event.category' = 'process' } } }
        @{ Form = 'an event again'; Make = { New-ProcessEvent | ConvertTo-EqlEvent } }
    ) {
        (& $Make | ConvertTo-EqlEvent).process.name | Should -Be 'cmd.exe'
    }

    It 'reads JSON lines of Get-Content' {
        @(Get-Content $samples | ConvertTo-EqlEvent).Count | Should -Be @(Get-EqlEvent $samples).Count
    }

    It 'gives the document as JSON' {
        $document = New-ProcessEvent | ConvertTo-EqlEvent | ConvertTo-Json -Depth 10 | ConvertFrom-Json
        $document.process.name | Should -Be 'cmd.exe'
        (New-ProcessEvent | ConvertTo-EqlEvent).ToJson() | ConvertFrom-Json | ForEach-Object { $_.host.os.type } | Should -Be 'windows'
    }

    It 'tells of data that are gone, and names the remedy' {
        $other = [pscustomobject]@{
            Id = 4624; Version = 2; ProviderName = 'Microsoft-Windows-Security-Auditing'; LogName = 'Security'; MachineName = 'ws'
            RecordId = 7; TimeCreated = [datetime]::UtcNow; Message = 'Ein Konto wurde erfolgreich angemeldet.'
        }
        $failures = $null
        $read = $other | ConvertTo-EqlEvent -ErrorVariable failures -ErrorAction SilentlyContinue
        $read.event.code | Should -Be '4624'
        $failures[0].FullyQualifiedErrorId | Should -Match '^NamesMissing,'
        "$($failures[0])" | Should -Match 'ToXml'
    }
}
