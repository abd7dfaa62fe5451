Describe 'Import-EqlRule' {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
        $rules = "$root/rules"
    }

    It 'reads a folder, and passes over what is no rule' {
        $failures = $null
        $found = Import-EqlRule $rules -ErrorVariable failures
        $found.Count | Should -Be 5
        $failures | Should -BeNullOrEmpty
    }

    It 'reads wildcards' {
        @(Import-EqlRule "$rules/c*_n*.toml").Count | Should -BeGreaterThan 1
    }

    It 'reads files of a listing, bound by property' {
        @(Get-ChildItem $rules -Filter c*n.toml | Import-EqlRule).Count | Should -Be 2
    }

    It 'reads paths of a listing' {
        @((Get-ChildItem $rules -Filter certutil*.toml).FullName | Import-EqlRule).Count | Should -Be 1
    }

    It 'looks into folders within with -Recurse' {
        $null = New-Item -ItemType Directory -Path "$TestDrive/a/b/c" -Force
        Copy-Item "$rules/certutil_network_connection.toml" "$TestDrive/a/b/c"
        @(Import-EqlRule "$TestDrive/a" -Recurse).Count | Should -Be 1
        @(Import-EqlRule "$TestDrive/a" -ErrorAction SilentlyContinue -WarningAction SilentlyContinue).Count | Should -Be 0
    }

    It 'takes a literal path as it stands' {
        $odd = "$TestDrive/[odd] rule.toml"
        Copy-Item -LiteralPath "$rules/certutil_network_connection.toml" -Destination $odd
        @(Import-EqlRule -LiteralPath $odd).Count | Should -Be 1
        Get-ErrorId { Import-EqlRule -Path $odd } | Should -Be 'PathNotFound'
    }

    It 'chooses' {
        (Import-EqlRule $rules -Severity High).RiskScore | Should -Be 73
    }

    It 'reads a rule of which the file is an export' {
        $export = [ordered]@{
            rule_id = '11111111-2222-3333-4444-555555555555'; name = 'From an export'; type = 'eql'; language = 'eql'; risk_score = 5
            severity = 'low'; description = 'A test.'; query = 'process where true'; index = @('logs-*')
        }
        Set-Content "$TestDrive/export.ndjson" ($export | ConvertTo-Json -Compress)
        (Import-EqlRule "$TestDrive/export.ndjson").Name | Should -Be 'From an export'
    }

    It 'says of a broken file what and where, and reads the others' {
        Set-Content "$TestDrive/broken.toml" "[rule]`nname = "
        Copy-Item "$rules/certutil_network_connection.toml" "$TestDrive/good.toml"
        $failures = $null
        $found = @(Import-EqlRule "$TestDrive/broken.toml", "$TestDrive/good.toml" -ErrorVariable failures -ErrorAction SilentlyContinue)
        $found.Count | Should -Be 1
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'RuleTomlInvalid,EqlPS.Commands.ImportEqlRuleCommand'
        "$($failures[0])" | Should -Match 'broken\.toml.*2'
    }
}
