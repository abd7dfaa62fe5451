# Objects of the pipeline are read property by property; however many come, each counts once.
Describe 'Objects of the pipeline' {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
        $query = 'process where process.name : "tool1.exe"'
        function New-FlatLine {
            param([int] $Count)
            foreach ($i in 1..$Count) {
                $second = [timespan]::FromSeconds($i).ToString('hh\:mm\:ss')
                '{"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","SourceName":"Microsoft-Windows-Sysmon","Hostname":"a",' +
                "`"EventTime`":`"2024-03-12 $second`",`"UtcTime`":`"2024-03-12 $second.000`",`"RecordNumber`":$i," +
                "`"Image`":`"C:\\tool$($i % 5).exe`",`"CommandLine`":`"tool $i`"}"
            }
        }
    }

    It 'gives the alerts that the same lines give in a file' {
        New-FlatLine 2000 | Set-Content "$TestDrive/flat.json"
        $expected = @(Invoke-EqlHunt "$TestDrive/flat.json" -Query $query -WarningAction Ignore)
        $actual = @(New-FlatLine 2000 | ConvertFrom-Json | Invoke-EqlHunt -Query $query -WarningAction Ignore)
        $actual.Count | Should -Be 400
        $commandLines = $expected | ForEach-Object { $_.Events[0].process.command_line }
        $actual | ForEach-Object { $_.Events[0].process.command_line } | Should -Be $commandLines
    }

    It 'needs no more memory for more of them' {
        $objects = @(New-FlatLine 5000 | ConvertFrom-Json)
        $null = $objects | Invoke-EqlHunt -Query 'process where false' -WarningAction Ignore
        $before = [System.GC]::GetTotalMemory($true)
        $null = 1..4 | ForEach-Object { $objects } | Invoke-EqlHunt -Query 'process where false' -WarningAction Ignore
        ([System.GC]::GetTotalMemory($true) - $before) / 1MB | Should -BeLessThan 30
    }

    It 'does not run the code of a property that no rule asks for' {
        $asked = [System.Collections.Generic.List[string]]::new()
        $item = New-FlatLine 1 | ConvertFrom-Json
        $item | Add-Member -MemberType ScriptProperty -Name Other -Value { $asked.Add('Other'); 'x' }.GetNewClosure()
        $null = $item | Invoke-EqlHunt -Query 'process where process.name == "nothing"' -WarningAction Ignore
        $asked.Count | Should -Be 0
    }

    It 'tells of a property that fails, once, and reads the other events' {
        $item = New-FlatLine 1 | ConvertFrom-Json
        $item | Add-Member -MemberType ScriptProperty -Name ParentImage -Value { throw 'no' }
        $ids = Get-ErrorId {
            $null = $item, $item, (New-FlatLine 1 | ConvertFrom-Json) |
                Invoke-EqlHunt -Query 'process where process.parent.name == null' -WarningAction SilentlyContinue
        }
        $ids | Should -Be 'UnreadableObject'
    }

    It 'shows an event without what contains itself' {
        $item = New-FlatLine 1 | ConvertFrom-Json
        $item | Add-Member -MemberType NoteProperty -Name Self -Value $item
        $failures = $null
        $found = @($item | Search-EqlEvent 'process where true' -ErrorVariable failures -ErrorAction SilentlyContinue -WarningAction Ignore)
        $found[0].process.name | Should -Be 'tool1.exe'
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'PartLeftOut,*'
    }
}
