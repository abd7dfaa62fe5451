Describe 'Test-EqlEvent' {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
        $sequence = 'sequence by process.entity_id [process where process.name == "a"] [process where process.name == "b"]'
    }

    It 'answers for each event' {
        $answers = 'cmd.exe', 'x.exe', 'cmd.exe' | ForEach-Object { New-ProcessEvent $_ } |
            Test-EqlEvent -Query 'process where process.name == "cmd.exe"'
        $answers | Should -Be $true, $false, $true
        $answers | ForEach-Object { $_ | Should -BeOfType bool }
    }

    It 'answers for the event that is an argument' {
        Test-EqlEvent -Query 'process where true' -InputObject (New-ProcessEvent) | Should -BeTrue
    }

    It 'answers as events come' {
        $given = [System.Collections.Generic.List[int]]::new()
        1..100 | ForEach-Object { $given.Add($_); New-ProcessEvent } | Test-EqlEvent -Query 'any where true' | Select-Object -First 1 |
            Should -BeTrue
        $given.Count | Should -Be 1
    }

    It 'shows the event of an explanation in one line' {
        $shown = New-ProcessEvent | Test-EqlEvent -Query 'process where process.name == "cmd.exe"' -Explain | Out-String -Width 200
        $shown | Should -Match '(?m)^Event +: 2024-\S+ process'
        $shown | Should -Not -Match '\[@timestamp,'
    }

    It 'answers once for a sequence' {
        $events = (New-ProcessEvent a '2024-01-01T00:00:00Z'), (New-ProcessEvent b '2024-01-01T00:00:01Z')
        $events | Test-EqlEvent -Query $sequence | Should -Be $true
        $events | Select-Object -First 1 | Test-EqlEvent -Query $sequence | Should -Be $false
    }

    It 'sees the order of time, not of the pipeline' {
        (New-ProcessEvent b '2024-01-01T00:00:01Z'), (New-ProcessEvent a '2024-01-01T00:00:00Z') |
            Test-EqlEvent -Query $sequence | Should -BeTrue
        (New-ProcessEvent b '2024-01-01T00:00:00Z'), (New-ProcessEvent a '2024-01-01T00:00:01Z') |
            Test-EqlEvent -Query $sequence | Should -BeFalse
    }

    It 'takes a rule as <Form>' -ForEach @(
        @{ Form = 'an object'; Make = { Get-EqlRule *certutil* } }
        @{ Form = 'a name'; Make = { 'Network Connection via Certutil' } }
        @{ Form = 'an id'; Make = { (Get-EqlRule *certutil*).RuleId } }
        @{ Form = 'a file'; Make = { "$root/rules/certutil_network_connection.toml" } }
        @{ Form = 'text'; Make = { Get-Content "$root/rules/certutil_network_connection.toml" -Raw } }
    ) {
        New-ProcessEvent | Test-EqlEvent -Rule (& $Make) | Should -BeFalse
    }

    It 'takes a query as people paste it' {
        $fence = '```'
        New-ProcessEvent | Test-EqlEvent -Query "${fence}eql`nprocess where true`n$fence" | Should -BeTrue
        New-ProcessEvent | Test-EqlEvent -Query "query = '''`nprocess where true`n'''" | Should -BeTrue
    }

    It 'explains what decided' {
        $why = New-ProcessEvent | Test-EqlEvent -Query 'process where process.name == "cmd.exe" and user.name == "ada"' -Explain
        $why.IsMatch | Should -BeFalse
        "$($why.DecidedBy)" | Should -Be 'user.name == "ada"'
    }

    It 'explains a sequence' {
        $why = New-ProcessEvent a | Test-EqlEvent -Query $sequence -Explain
        "$($why.Reasons)" | Should -Match 'stage 2'
    }

    It 'ends a bad query before reading: <Id>' -ForEach @(
        @{ Id = 'AssignmentForEquality'; Query = 'process where a = 1' }
        @{ Id = 'UnknownFunction'; Query = 'process where nofunction(a)' }
    ) {
        $script:wasRead = $false
        Get-TerminatingErrorId { & { $script:wasRead = $true; New-ProcessEvent } | Test-EqlEvent -Query $Query } | Should -Be $Id
    }

    It 'wants one rule' {
        Get-TerminatingErrorId { New-ProcessEvent | Test-EqlEvent -Rule (Get-EqlRule) } | Should -Be 'RuleInvalid'
    }

    It 'tells with -Verbose what no event has' {
        $told = New-ProcessEvent | Test-EqlEvent -Query 'process where process.nmae == "cmd.exe"' -Verbose 4>&1
        $told[0] | Should -BeFalse
        "$($told[1])" | Should -Match 'no event has process.nmae, did you mean any of \[process.name'
        $told = New-ProcessEvent | Test-EqlEvent -Query 'sequence [process where true] [fiel where true]' -Verbose 4>&1
        "$($told[1])" | Should -Match 'stage 2: no event has event.category "fiel"'
    }
}
