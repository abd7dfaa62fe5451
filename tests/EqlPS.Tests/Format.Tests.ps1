Describe 'Views' {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
        if (Test-Path variable:PSStyle) {
            $PSStyle.OutputRendering = 'PlainText'
        }

        $alert = New-ProcessEvent | Invoke-EqlHunt -Query 'process where true'
        $hostile = "a$([char] 27)[31mb$([char] 0x202e)c"
        $hostileAlert = New-ProcessEvent $hostile | Invoke-EqlHunt -Query 'process where true'
    }

    It 'show an alert as a row of what people look at first' {
        $text = $alert | Format-Table | Out-String -Width 200
        foreach ($part in 'Severity', 'Risk', 'Rule', 'Host', 'h1', 'cmd.exe') {
            $text | Should -Match $part
        }
    }

    It 'show an alert as a list with its reason' {
        $alert | Format-List | Out-String -Width 200 | Should -Match 'Reason'
    }

    It 'show an event, a rule, a sequence and a finding' {
        Get-EqlEvent $samples | Select-Object -First 1 | Out-String -Width 200 | Should -Match 'Category'
        Get-EqlRule *certutil | Out-String -Width 200 | Should -Match 'Certutil'
        Search-EqlEvent 'sequence [any where true] [any where true]' $samples | Select-Object -First 1 | Out-String | Should -Match '\S'
        Test-EqlRule | Out-String -Width 200 | Should -Match 'WildcardIsLiteral'
    }

    It 'make hostile values visible, in table and list' {
        foreach ($text in ($hostileAlert | Format-Table | Out-String -Width 200), ($hostileAlert | Format-List | Out-String -Width 200)) {
            $text | Should -Match ([regex]::Escape("a$([char] 0xfffd)"))
            $text.Contains([char] 27) | Should -BeFalse
            $text.Contains([char] 0x202e) | Should -BeFalse
        }
    }

    It 'keep the value itself as it is' {
        $hostileAlert.Events[0].process.name | Should -Be $hostile
    }
}
