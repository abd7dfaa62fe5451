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
        @{ Parameter = 'Name'; Value = 'nobody'; Count = 0 }
        @{ Parameter = 'Severity'; Value = 'High'; Count = 1 }
        @{ Parameter = 'MinimumRiskScore'; Value = 47; Count = 3 }
        @{ Parameter = 'Tag'; Value = 'os: linux'; Count = 1 }
        @{ Parameter = 'Tactic'; Value = 'no such tactic'; Count = 0 }
    ) {
        $arguments = @{ $Parameter = $Value }
        @(Get-EqlRule @arguments).Count | Should -Be $Count
    }

    It 'chooses by technique, with what is below it' {
        @(Get-EqlRule -Technique T1059).Count | Should -BeGreaterThan 0
        @(Get-EqlRule -Technique T1059.001).Count | Should -BeLessOrEqual @(Get-EqlRule -Technique T1059).Count
    }

    It 'refuses a severity that does not exist' {
        { Get-EqlRule -Severity Terrible } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,EqlPS.Commands.GetEqlRuleCommand'
    }

    It 'completes <Parameter>' -ForEach @(
        @{ Parameter = 'Name'; Word = 'network'; Expected = 'Network Connection via Certutil' }
        @{ Parameter = 'Tag'; Word = 'os'; Expected = 'OS: Linux' }
        @{ Parameter = 'Severity'; Word = 'hi'; Expected = 'High' }
        @{ Parameter = 'Tactic'; Word = 'exec'; Expected = 'Execution' }
    ) {
        $line = "Get-EqlRule -$Parameter $Word"
        $texts = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText
        $texts.ForEach({ $_.Trim("'") }) | Should -Contain $Expected
    }
}
