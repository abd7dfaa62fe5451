Describe 'Search-EqlEvent' {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
    }

    It 'finds events of a file' {
        $found = Search-EqlEvent 'process where process.parent.name : "winword.exe"' $samples
        $found | Should -BeOfType EqlPS.Objects.EqlEvent
        $found.process.name | Should -Be 'powershell.exe'
        $found['process.name'] | Should -Be 'powershell.exe'
    }

    It 'finds sequences, with the events in stage order' {
        $found = Search-EqlEvent @'
sequence by host.name, process.entity_id with maxspan=1m
  [process where event.action == "start" and process.parent.name : "winword.exe"]
  [network where dns.question.name != null]
  [file where file.extension == "exe"]
'@ $samples
        @($found).Count | Should -Be 1
        $found.JoinKeys[0] | Should -Be 'ws-17'
        $found.Events.Count | Should -Be 3
        $found.Events[2].file.extension | Should -Be 'exe'
        $found.FirstTime | Should -BeLessThan $found.LastTime
    }

    It 'leaves null where a stage is missing' {
        $events = @((New-ProcessEvent a '2024-01-01T00:00:00Z'), (New-ProcessEvent c '2024-01-01T01:00:00Z'))
        $query = 'sequence with maxspan=1m [process where process.name == "a"] ![process where process.name == "b"]'
        $found = $events | Search-EqlEvent $query
        $found.Events.Count | Should -Be 2
        $found.Events[1] | Should -BeNullOrEmpty
    }

    It 'gives rows of a counting pipe' {
        $rows = Search-EqlEvent 'process where event.action == "start" | count process.name' $samples
        $rows | Should -BeOfType EqlPS.Objects.EqlRow
        $rows.Count | Should -BeGreaterThan 1
    }

    It 'gives events while they come' {
        $given = [System.Collections.Generic.List[int]]::new()
        1..100 | ForEach-Object { $given.Add($_); New-ProcessEvent } | Search-EqlEvent 'any where true' | Select-Object -First 1 |
            ForEach-Object { $_.process.name } | Should -Be 'cmd.exe'
        $given.Count | Should -Be 1
    }

    It 'reads files of a listing' {
        $files = Get-ChildItem "$root/samples" -Filter intrusion.ndjson
        @($files | Search-EqlEvent 'process where process.parent.name : "winword.exe"').Count | Should -Be 1
    }

    It 'keeps the last with -Size, or the first' {
        (Search-EqlEvent 'any where true' $samples -Size 2).Count | Should -Be 2
        $all = @(Search-EqlEvent 'any where true | sort @timestamp' $samples)
        (Search-EqlEvent 'any where true' $samples -Size 1 -ResultPosition Head).Timestamp | Should -Be $all[0].Timestamp
    }

    It 'ends a bad query before reading, with place and suggestion' {
        $failure = { Search-EqlEvent 'process where process.name = "cmd.exe"' $samples } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -Be 'AssignmentForEquality,EqlPS.Commands.SearchEqlEventCommand'
        "$failure" | Should -Match '1:28'
        "$failure" | Should -Match '\^'
        "$failure" | Should -Match '\[==\]'
    }

    It 'refuses with -EsCompat what Elasticsearch refuses' {
        Get-TerminatingErrorId { Search-EqlEvent 'any where true | count' $samples -EsCompat } | Should -Not -BeNullOrEmpty
    }

    It 'warns once where it finds nothing because no event has a field or category' {
        $query = 'porcess where process.nmae == "cmd.exe"'
        Search-EqlEvent $query $samples -WarningVariable notes -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $notes | Should -HaveCount 1
        "$notes" | Should -Match 'no event has event.category "porcess", did you mean \[process\]\?'
        "$notes" | Should -Match 'no event has process.nmae, did you mean any of \[process.name'
    }

    It 'does so for objects, and for each stage of a sequence' {
        $null = New-ProcessEvent | Search-EqlEvent 'any where process.nmae == "x"' -WarningVariable notes -WarningAction SilentlyContinue
        "$notes" | Should -Match 'no event has process.nmae, did you mean any of \[process.name'
        $query = 'sequence [process where true] [netwrk where true]'
        $null = Search-EqlEvent $query $samples -WarningVariable notes -WarningAction SilentlyContinue
        "$notes" | Should -Match 'stage 2: no event has event.category "netwrk", did you mean \[network\]\?'
    }

    It 'does so for a filter' {
        $query = 'process where true | filter process.nmae == "x"'
        $null = Search-EqlEvent $query $samples -WarningVariable notes -WarningAction SilentlyContinue
        "$notes" | Should -Match 'filter: no result has process.nmae, did you mean any of \[process.name'
    }

    It 'says why events of all stages make no sequence, and where to look' {
        $query = 'sequence [file where true] by file.path [process where true] by host.name'
        $null = Search-EqlEvent $query $samples -WarningVariable notes -WarningAction SilentlyContinue
        "$notes" | Should -Match 'each stage has events, but no join key has events for all stages'
        "$notes" | Should -Match 'Test-EqlEvent -Explain'
    }

    It 'tells of events without a time that a sequence leaves out' {
        $query = 'sequence [any where n == 1] [any where n == 2]'
        $null = @{ n = 1 }, @{ n = 2 } | Search-EqlEvent $query -WarningVariable notes -WarningAction SilentlyContinue
        $notes | Should -HaveCount 1
        "$notes" | Should -Match 'without a date in @timestamp: 2'
    }

    It 'stops within a second while it sorts' {
        $script = "Import-Module '$manifest'; `$go = @{ n = 1; text = 'x' * 1000 } | ConvertTo-Json -Compress; " +
        "(,`$go * 200000) | Search-EqlEvent 'any where true | sort text, n'"
        $job = [powershell]::Create().AddScript($script)
        $null = $job.BeginInvoke()
        Start-Sleep -Seconds 3
        $job.InvocationStateInfo.State | Should -Be 'Running'
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $job.Stop()
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 2
        $job.Dispose()
    }

    It 'gives rows for a spreadsheet' {
        $rows = Search-EqlEvent 'any where true | count event.category, event.action' $samples | ConvertTo-Csv | ConvertFrom-Csv
        $rows[0].Key | Should -Match '^\w+, \w+$'
        $sequence = Search-EqlEvent 'sequence by host.name [process where true] [file where true]' $samples | Select-Object -First 1
        $row = $sequence | ConvertTo-Csv | ConvertFrom-Csv
        $row.JoinKeys | Should -Be $sequence.JoinKeys[0]
        $row.Events | Should -Match ([regex]::Escape($sequence.Events[1].Detail))
        $sequence.Events.Length | Should -Be 2
    }

    It 'says nothing where it finds something, or every field occurs' {
        $null = Search-EqlEvent 'any where process.nmae == "x" or process.name != null' $samples -WarningVariable notes
        $null = Search-EqlEvent 'process where process.name == "nope"' $samples -WarningVariable +notes
        $null = Search-EqlEvent 'process where ?process.nmae == "nope"' $samples -WarningVariable +notes
        $notes | Should -BeNullOrEmpty
    }
}
