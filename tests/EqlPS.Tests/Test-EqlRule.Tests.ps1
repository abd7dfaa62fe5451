Describe 'Test-EqlRule' {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
        $rule = @'
[metadata]
maturity = "production"
[rule]
author = ["A"]
description = "A test."
language = "eql"
license = "MIT"
name = "A rule of a test"
risk_score = 21
rule_id = "11111111-2222-3333-4444-555555555555"
severity = "low"
type = "eql"
query = '''
QUERY
'''
'@
    }

    It 'finds nothing wrong with most of the rules that ship' {
        $found = Test-EqlRule
        @($found | Where-Object { "$($_.Severity)" -eq 'Error' }) | Should -BeNullOrEmpty
        $found.Code | Should -Contain 'WildcardIsLiteral'
    }

    It 'finds <Code>' -ForEach @(
        @{ Code = 'AssignmentForEquality'; Query = 'process where process.name = "a"' }
        @{ Code = 'WildcardIsLiteral'; Query = 'process where process.name == "a*"' }
        @{ Code = 'KeywordCase'; Query = 'process where true AND true' }
    ) {
        $found = Test-EqlRule $rule.Replace('QUERY', $Query)
        $found.Code | Should -Contain $Code
    }

    It 'gives what is wrong as objects, not as errors' {
        Set-Content "$TestDrive/broken.toml" '[rule'
        $failures = $null
        $found = @(Test-EqlRule "$TestDrive/broken.toml" -ErrorVariable failures)
        $found.Code | Should -Be 'RuleTomlInvalid'
        $found[0].Line | Should -Be 1
        $failures | Should -BeNullOrEmpty
    }

    It 'takes rules of the pipeline' {
        @(Get-EqlRule *certutil* | Test-EqlRule).Code | Should -Contain 'WildcardIsLiteral'
    }

    It 'runs the cases: all pass' {
        $cases = Test-EqlRule -Case
        $cases.Count | Should -BeGreaterThan 50
        @($cases | Where-Object Outcome -NE 'Passed') | Should -BeNullOrEmpty
        @($cases.RuleName | Sort-Object -Unique).Count | Should -Be 5
    }
}
