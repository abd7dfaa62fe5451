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

    It 'leave room for the name of a rule in <_> columns' -ForEach 80, 120 {
        $lines = Invoke-EqlHunt "$root/samples" -WarningAction SilentlyContinue | Out-String -Width $_ -Stream
        $lines | Where-Object Length -GT $_ | Should -BeNullOrEmpty
        $lines -join '' -replace '\s' | Should -Match 'NetworkConnectionviaCertutil'
        Get-EqlRule *certutil | Out-String -Width $_ | Should -Match 'Network Connection via Certutil'
        Get-EqlEvent $samples | Select-Object -First 1 | Out-String -Width $_ | Should -Match 'process +start +C:'
        Test-EqlRule | Out-String -Width $_ | Should -Match '\] is an ordinary character in'
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

    It 'show the fields of an event by their whole names in Format-List and Select-Object' {
        $all = Get-EqlEvent $samples | Select-Object -First 1
        $all | Format-List * | Out-String | Should -Match 'process\.parent\.name +: userinit.exe'
        ($all | Select-Object *).'process.parent.name' | Should -Be 'userinit.exe'
        ('{"a":{"b":1,"c":[1,2]},"time":3,"Action":4,"action":5}' | ConvertTo-EqlEvent -Raw | Select-Object *).'a.b' | Should -Be 1
    }

    It 'show nothing of a dictionary beside the fields, which work as one still' {
        $found = Get-EqlEvent $samples | Select-Object -First 1
        $found | Format-List * | Out-String | Should -Not -Match '(?m)^(Keys|Values|SyncRoot|Is\w+) +:'
        $found.process.Keys | Should -Contain 'command_line'
        @($found.process.GetEnumerator())[0].Key | Should -Be 'pid'
        $strange = '{"keys":1,"values":2,"in":{"keys":3,"SyncRoot":4}}' | ConvertTo-EqlEvent -Raw
        $strange.keys, $strange.values, $strange.in.keys, $strange.in.SyncRoot | Should -Be 1, 2, 3, 4
        ($strange | Select-Object *).values | Should -Be 2
    }

    It 'name events in the list of an alert or sequence by what they are about' {
        $alert | Select-Object Events | Format-List | Out-String | Should -Match 'Events : \{2024-03-12T09:00:00Z process start: .*\}'
        $sequence = Search-EqlEvent 'sequence by host.name [process where true] [file where true]' $samples | Select-Object -First 1
        $sequence | Format-List * | Out-String | Should -Match 'Events +: \{\d'
    }

    It 'keep the value itself as it is' {
        $hostileAlert.Events[0].process.name | Should -Be $hostile
    }
}
