Describe 'Get-EqlRule' {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
    }

    It 'gives the rules that ship' {
        $rules = Get-EqlRule
        $rules.Count | Should -Be 5
        $rules.Name | Should -Contain 'Network Connection via Certutil'
    }

    It 'chooses by <Parameter>' -ForEach @(
        @{ Parameter = 'Name'; Value = '*certutil'; Count = 1 }
        @{ Parameter = 'Name'; Value = '*nobody*'; Count = 0 }
        @{ Parameter = 'Severity'; Value = 'High'; Count = 1 }
        @{ Parameter = 'MinimumRiskScore'; Value = 47; Count = 3 }
        @{ Parameter = 'Tag'; Value = 'os: linux'; Count = 1 }
        @{ Parameter = 'Tactic'; Value = 'no such tactic'; Count = 0 }
    ) {
        $arguments = @{ $Parameter = $Value }
        @(Get-EqlRule @arguments).Count | Should -Be $Count
    }

    It 'chooses by technique, by id or name' {
        (Get-EqlRule -Technique T1203).Name | Should -Match '^Unusual'
        (Get-EqlRule -Technique 'exploitation for client*').Name | Should -Match '^Unusual'
        Get-EqlRule -Technique T9999 | Should -BeNullOrEmpty
    }

    It 'reports an exact name or id that no rule has, and no wildcard' {
        Get-ErrorId { Get-EqlRule certutil } | Should -Be 'RuleNotFound'
        Get-EqlRule certutil -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$failure" | Should -Match "'\*certutil\*' finds 1"
        Get-EqlRule ./mine.toml -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$failure" | Should -Match 'Import-EqlRule'
        Get-ErrorId { Get-EqlRule -Id 'no-id' } | Should -Be 'RuleNotFound'
        Get-ErrorId { Get-EqlRule '*nothing*' } | Should -BeNullOrEmpty
    }

    It 'refuses a <_> that is null' -ForEach 'Name', 'Id', 'Tag', 'Tactic', 'Technique', 'Severity' {
        $arguments = @{ $_ = $null }
        { Get-EqlRule @arguments } | Should -Throw -ErrorId 'Parameter*'
    }

    It 'refuses a severity that does not exist' {
        { Get-EqlRule -Severity Terrible } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,EqlPS.Commands.GetEqlRuleCommand'
    }

    It 'completes <Parameter>' -ForEach @(
        @{ Parameter = 'Name'; Word = '*certutil'; Expected = 'Network Connection via Certutil' }
        @{ Parameter = 'Name'; Word = 'network'; Expected = 'Network Connection via Certutil' }
        @{ Parameter = 'Tag'; Word = 'os'; Expected = 'OS: Linux' }
        @{ Parameter = 'Severity'; Word = 'hi'; Expected = 'High' }
        @{ Parameter = 'Tactic'; Word = 'exec'; Expected = 'Execution' }
    ) {
        $line = "Get-EqlRule -$Parameter $Word"
        $completion = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)
        $completion.CompletionMatches.CompletionText.ForEach({ $_.Trim("'") }) | Should -Contain $Expected
    }
}
