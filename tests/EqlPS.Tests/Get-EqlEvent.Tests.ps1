Describe 'Get-EqlEvent' {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
    }

    It 'reads a file' {
        $events = Get-EqlEvent $samples
        $events.Count | Should -Be @(Get-Content $samples | Where-Object { $_ }).Count
        $events[0] | Should -BeOfType EqlPS.Objects.EqlEvent
    }

    It 'reads event XML, UTF-16 and compressed files by content' {
        New-SysmonXml | Set-Content "$TestDrive/record" -Encoding unicode
        (Get-EqlEvent "$TestDrive/record").process.name | Should -Be 'cmd.exe'
        $null = New-Item -ItemType Directory "$TestDrive/zipped"
        Copy-Item "$TestDrive/record" "$TestDrive/zipped"
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        [System.IO.Compression.ZipFile]::CreateFromDirectory("$TestDrive/zipped", "$TestDrive/log.bin")
        (Get-EqlEvent "$TestDrive/log.bin").process.name | Should -Be 'cmd.exe'
    }

    It 'gives the same event whether read exactly or not, and the record as it stands' {
        Set-Content "$TestDrive/one.xml" (New-SysmonXml)
        (Get-EqlEvent "$TestDrive/one.xml" -Exact).process.name | Should -Be 'cmd.exe'
        (Get-EqlEvent "$TestDrive/one.xml" -Raw).winlog.event_data.Image | Should -Be 'C:\Windows\System32\cmd.exe'
    }

    It 'keeps to the time wanted' {
        $all = Get-EqlEvent $samples
        $from = ($all | Sort-Object Time)[5].Time
        $some = Get-EqlEvent $samples -Since $from
        $some.Count | Should -Be @($all | Where-Object Time -GE $from).Count
        @(Get-EqlEvent $samples -Until 2001-01-01).Count | Should -Be 0
        Get-TerminatingErrorId { Get-EqlEvent $samples -Since yesterdayish } | Should -Be 'DateInvalid'
    }

    It 'reads with a mapping of the user''s' {
        Set-Content "$TestDrive/map.toml" @'
name = "my-sysmon"
title = "Mine"
channels = ["Microsoft-Windows-Sysmon/Operational"]

[[rules]]
ids = [1]

[rules.copy]
labels.tool = "'mine'"
'@
        (New-SysmonXml | ConvertTo-EqlEvent -FieldMap "$TestDrive/map.toml").labels.tool | Should -Be 'mine'
        Set-Content "$TestDrive/bad.toml" 'name = '
        Get-TerminatingErrorId { Get-EqlEvent $samples -FieldMap "$TestDrive/bad.toml" } | Should -Be 'FieldMapInvalid'
    }

    It 'reads the good records of a file with a bad one, and tells' {
        $good = New-ProcessEvent | ConvertTo-Json -Compress -Depth 5
        Set-Content "$TestDrive/half.ndjson" $good, '{"broken', $good
        $failures = $null
        @(Get-EqlEvent "$TestDrive/half.ndjson" -ErrorVariable failures -ErrorAction SilentlyContinue).Count | Should -Be 2
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'RecordsUnreadable,EqlPS.Commands.GetEqlEventCommand'
    }

    It 'stops when nobody wants more' {
        (Get-EqlEvent $samples | Select-Object -First 1).Timestamp | Should -Not -BeNullOrEmpty
    }

    Context 'a live log, through a stand-in for Get-WinEvent' {
        BeforeAll {
            function global:Get-WinEvent {
                param([string[]] $LogName, [hashtable] $FilterHashtable)
                $script:asked = if ($FilterHashtable) { $FilterHashtable } else { @{ LogName = $LogName } }
                if ("$($script:asked.LogName)" -eq 'Nothing') {
                    throw 'There is not an event log on the localhost computer that matches "Nothing".'
                }

                3..1 | ForEach-Object { New-LogRecord -Record $_ -Time "2024-03-12 09:00:0$_.000" }
            }
        }

        AfterAll {
            Remove-Item function:Get-WinEvent
        }

        It 'is read by the session''s own command' {
            $events = Get-EqlEvent -LogName Microsoft-Windows-Sysmon/Operational
            $events.Count | Should -Be 3
            $events[0].process.name | Should -Be 'cmd.exe'
        }

        It 'is asked for the time wanted' {
            @(Get-EqlEvent -LogName Microsoft-Windows-Sysmon/Operational -Since 2024-03-12T09:00:02Z).Count | Should -Be 2
        }

        It 'is an error where it cannot be read' {
            Get-ErrorId { Get-EqlEvent -LogName Nothing } | Should -Contain 'LogUnreadable'
        }
    }

    It 'says that the session has no Get-WinEvent' -Skip:([bool](Get-Command Get-WinEvent -ErrorAction Ignore)) {
        Get-TerminatingErrorId { Get-EqlEvent -LogName Security } | Should -Be 'WinEventMissing'
    }

    It 'says so where all events are outside of the time wanted' {
        Get-EqlEvent $samples -Since 2024-03-13 -WarningVariable notes -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$notes" | Should -Match 'all 41 events are before 2024-03-13T00:00:00'
    }
}
