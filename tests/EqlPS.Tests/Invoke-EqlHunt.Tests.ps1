Describe 'Invoke-EqlHunt' {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
        $start = 'process where event.action == "start"'
        $pair = 'sequence by process.entity_id with maxspan=1m [process where process.name == "a"] [process where process.name == "b"]'
        $a = New-ProcessEvent a '2024-01-01T00:00:00Z'
        $b = New-ProcessEvent b '2024-01-01T00:00:10Z'
    }

    It 'gives alerts of a file' {
        $alerts = Invoke-EqlHunt $samples -Query 'process where process.parent.name : "winword.exe"'
        @($alerts).Count | Should -Be 1
        $alerts | Should -BeOfType EqlPS.Objects.EqlAlert
        $alerts.Events[0].process.name | Should -Be 'powershell.exe'
        $alerts.Path | Should -Match 'intrusion\.ndjson$'
        $alerts.Id | Should -Match '^[0-9a-f]{64}$'
    }

    It 'gives the same from a file, a listing, a folder and the pipeline' {
        $query = 'file where file.extension == "exe"'
        $ids = (Invoke-EqlHunt $samples -Query $query).Id
        $ids | Should -Not -BeNullOrEmpty
        (Get-ChildItem "$root/samples" -Filter intrusion.ndjson | Invoke-EqlHunt -Query $query).Id | Should -Be $ids
        (Invoke-EqlHunt -LiteralPath $samples -Query $query).Id | Should -Be $ids
        @(Get-Content $samples | Invoke-EqlHunt -Query $query).Count | Should -Be @($ids).Count
        @(Get-Content $samples | ConvertFrom-Json | Invoke-EqlHunt -Query $query).Count | Should -Be @($ids).Count
    }

    It 'runs the rules that ship where none is named' {
        $verbose = Invoke-EqlHunt $samples -Verbose -WarningAction SilentlyContinue 4>&1
        "$verbose" | Should -Match '5'
    }

    It 'alerts while input flows' {
        $given = [System.Collections.Generic.List[int]]::new()
        $first = 1..1000 | ForEach-Object { $given.Add($_); New-ProcessEvent -Time "2024-01-01T00:00:00.$("$_".PadLeft(3, '0'))Z" } |
            Invoke-EqlHunt -Query $start | Select-Object -First 1
        $first.ProcessName | Should -Be 'cmd.exe'
        $given.Count | Should -BeLessThan 10
    }

    It 'completes sequences whatever order events come in' {
        @($a, $b | Invoke-EqlHunt -Query $pair).Count | Should -Be 1
        @($b, $a | Invoke-EqlHunt -Query $pair).Count | Should -Be 1
        @($a, (New-ProcessEvent b '2024-01-01T00:02:00Z') | Invoke-EqlHunt -Query $pair).Count | Should -Be 0
    }

    It 'completes sequences as time passes with -Ordered' {
        $given = [System.Collections.Generic.List[int]]::new()
        $events = @($a, $b) + @(1..50 | ForEach-Object { New-ProcessEvent x "2024-01-01T01:00:$("$_".PadLeft(2, '0'))Z" "x$_" })
        $alert = $events | ForEach-Object { $given.Add(1); $_ } | Invoke-EqlHunt -Query $pair -Ordered | Select-Object -First 1
        $alert.Events.process.name | Should -Be 'a', 'b'
        $given.Count | Should -BeLessThan 52
    }

    It 'gives building blocks before the alert of a sequence' {
        $alerts = $a, $b | Invoke-EqlHunt -Query $pair -BuildingBlock
        $alerts.IsBuildingBlock | Should -Be $true, $true, $false
    }

    It 'keeps to -MaxAlert' {
        @(1..5 | ForEach-Object { New-ProcessEvent -Time "2024-01-01T00:00:0${_}Z" } | Invoke-EqlHunt -Query $start -MaxAlert 2).Count |
            Should -Be 2
    }

    It 'keeps to the time wanted' {
        @($a, $b | Invoke-EqlHunt -Query $start -Since 2024-01-01T00:00:05Z).Count | Should -Be 1
        @($a, $b | Invoke-EqlHunt -Query $start -Until ([datetime]::SpecifyKind('2024-01-01 00:00:05', 'Utc'))).Count | Should -Be 1
        Get-TerminatingErrorId { Invoke-EqlHunt $samples -Since soonish } | Should -Be 'DateInvalid'
    }

    It 'says so where all events are outside of the time wanted' {
        $null = Invoke-EqlHunt $samples -Since 2024-03-13 -WarningVariable notes -WarningAction SilentlyContinue
        $notes | Should -HaveCount 1
        "$notes" | Should -Match 'could not have fired on this input \(all 41 events are before 2024-03-13T00:00:00'
        (Invoke-EqlHunt $samples -Until 2024-03-01 -Coverage)[0].Reason | Should -Match '^all 41 events are after 2024-03-01'
    }

    It 'gives each alert once with -SeenPath' {
        $seen = "$TestDrive/seen.txt"
        @($a, $b | Invoke-EqlHunt -Query $start -SeenPath $seen).Count | Should -Be 2
        @($a, $b, (New-ProcessEvent c) | Invoke-EqlHunt -Query $start -SeenPath $seen).ProcessName | Should -Be 'c'
        Set-Content "$TestDrive/letter.txt" 'Dear Sir'
        Get-TerminatingErrorId { $a | Invoke-EqlHunt -Query $start -SeenPath "$TestDrive/letter.txt" } | Should -Be 'SeenUnusable'
        Get-Content "$TestDrive/letter.txt" | Should -Be 'Dear Sir'
    }

    It 'leaves out what an exception names' {
        Set-Content "$TestDrive/exceptions.txt" 'process.name == "a"'
        @($a, $b | Invoke-EqlHunt -Query $start -Exception "$TestDrive/exceptions.txt").ProcessName | Should -Be 'b'
        Get-TerminatingErrorId { $a | Invoke-EqlHunt -Exception "$TestDrive/nowhere.txt" } | Should -Match '^(Exception|Path)'
    }

    It 'tells with -Coverage what could not have fired' {
        $coverage = $a | Invoke-EqlHunt -Coverage -WarningAction SilentlyContinue
        $coverage.Count | Should -Be 5
        $coverage | Should -BeOfType EqlPS.Objects.EqlCoverage
        ($coverage | Where-Object RuleName -Match ' cat$').IsChecked | Should -BeFalse
        ($coverage | Where-Object RuleName -Match ' cat$').Reason | Should -Match 'linux|network'
    }

    It 'warns of what could not be checked' {
        $warnings = $null
        $null = $a | Invoke-EqlHunt -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'could not have fired'
    }

    It 'takes rules as <Form>' -ForEach @(
        @{ Form = 'objects'; Make = { Get-EqlRule } }
        @{ Form = 'a folder'; Make = { "$root/rules" } }
        @{ Form = 'a name'; Make = { 'Network Connection via Certutil' } }
    ) {
        { $a | Invoke-EqlHunt -Rule (& $Make) -WarningAction SilentlyContinue } | Should -Not -Throw
    }

    It 'ends on <Name> before anything is read' -ForEach @(
        @{ Name = 'a bad query'; Arguments = @{ Query = 'process where a = 1' }; Id = 'AssignmentForEquality' }
        @{ Name = 'an end before the beginning'; Arguments = @{ Since = 'now'; Until = 'now-1d' }; Id = 'DateInvalid' }
        @{ Name = 'an unknown rule'; Arguments = @{ Rule = 'No such rule' }; Id = 'RuleNotFound' }
        @{ Name = 'an object that is no rule'; Arguments = @{ Rule = 5 }; Id = 'RuleInvalid' }
    ) {
        $failures = $null
        Get-TerminatingErrorId { Invoke-EqlHunt 'nowhere.evtx' @Arguments -ErrorVariable script:failures } | Should -Be $Id
    }

    It 'reads live records, newest first' {
        $records = 3..1 | ForEach-Object { New-LogRecord -Record $_ -Time "2024-03-12 09:00:0$_.000" }
        $alerts = $records | Invoke-EqlHunt -Query 'sequence with maxspan=1m [process where true] [process where true] [process where true]'
        @($alerts).Count | Should -Be 1
        $alerts.Events.ForEach({ $_['winlog.record_id'] }) | Should -Be '1', '2', '3'
    }

    It 'gives the alert document as JSON, and rows for a spreadsheet' {
        $alert = $a | Invoke-EqlHunt -Query $start
        $document = $alert | ConvertTo-Json -Depth 20 | ConvertFrom-Json
        $document.kibana.alert.uuid | Should -Be $alert.Id
        $document.event.kind | Should -Be 'signal'
        $alert | Export-Csv "$TestDrive/alerts.csv" -NoTypeInformation
        $row = Import-Csv "$TestDrive/alerts.csv"
        $row.ProcessName | Should -Be 'a'
        $row.Severity | Should -Not -BeNullOrEmpty
    }

    It 'stops within a second' {
        $endless = "& { while (`$true) { @{ event = @{ category = 'process' } } } }"
        $script = "Import-Module '$manifest'; $endless | Invoke-EqlHunt -Query 'process where process.pid == 1'"
        $job = [powershell]::Create().AddScript($script)
        $null = $job.BeginInvoke()
        Start-Sleep -Seconds 3
        $job.InvocationStateInfo.State | Should -Be 'Running'
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $job.Stop()
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 2
        $job.InvocationStateInfo.State | Should -Be 'Stopped'
        $job.Dispose()
    }
}
