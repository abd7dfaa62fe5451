# What is wrong is told by one clear error with an id, never by a stack trace and never by silence.
Describe 'Bad input of <Command>' -ForEach @(
    @{ Command = 'Invoke-EqlHunt'; Rest = @{ Query = 'any where true' } }
    @{ Command = 'Get-EqlEvent'; Rest = @{} }
    @{ Command = 'Search-EqlEvent'; Rest = @{ Query = 'any where true' } }
) {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
        [System.IO.File]::WriteAllBytes("$TestDrive/binary.evtx", [byte[]] (0..255))
        $null = New-Item -ItemType Directory -Path "$TestDrive/empty" -Force
        $null = New-Item -ItemType File -Path "$TestDrive/nothing.json" -Force
    }

    It '<Name>: <Id>' -ForEach @(
        @{ Name = 'a path that leads nowhere'; Path = 'nowhere.json'; Id = 'PathNotFound' }
        @{ Name = 'a wildcard that matches nothing'; Path = 'no*where.json'; Id = 'PathNotFound' }
        @{ Name = 'a drive that does not exist'; Path = 'nodrive:/x'; Id = 'PathNotFound' }
        @{ Name = 'another provider'; Path = 'env:PATH'; Id = 'ProviderNotSupported' }
        @{ Name = 'an unknown format'; Path = 'binary.evtx'; Id = 'InputUnreadable' }
        @{ Name = 'an empty folder'; Path = 'empty'; Id = 'InputUnreadable' }
    ) {
        $target = if ($Path -match ':') { $Path } else { "$TestDrive/$Path" }
        $ids = Get-ErrorId { & $Command -Path $target @Rest -WarningAction SilentlyContinue }
        @($ids).Count | Should -Be 1
        $ids | Should -Be $Id
    }

    It 'a locked file: InputUnreadable' {
        $file = "$TestDrive/locked.json"
        Set-Content $file '{"@timestamp":"2024-01-01T00:00:00Z","event":{"category":"process"}}'
        $lock = [System.IO.File]::Open($file, 'Open', 'ReadWrite', 'None')
        try {
            $ids = Get-ErrorId { & $Command -Path $file @Rest -WarningAction SilentlyContinue }
        }
        finally {
            $lock.Dispose()
        }

        $ids | Should -Be 'InputUnreadable'
        @(& $Command -Path $file @Rest -WarningAction SilentlyContinue).Count | Should -Be 1
    }

    It 'says of an error what it is about' {
        $failures = $null
        $null = & $Command -Path "$TestDrive/nowhere.json" @Rest -ErrorVariable failures -ErrorAction SilentlyContinue -WarningAction Ignore
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be "$TestDrive/nowhere.json"
        "$($failures[0])" | Should -Match 'nowhere\.json'
    }

    It 'reads the good file beside the bad one' {
        $found = & $Command -Path "$TestDrive/binary.evtx", $samples @Rest -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        @($found).Count | Should -Be @(Get-EqlEvent $samples).Count
    }

    It 'tells where there is no event' {
        $told = & $Command -Path "$TestDrive/nothing.json" @Rest -Verbose 3>&1 4>&1
        "$told" | Should -Match '\b(0|no) events?\b'
    }
}

Describe 'Bad objects for <Command>' -ForEach @(
    @{ Command = 'Invoke-EqlHunt'; Rest = @{ Query = 'any where true' } }
    @{ Command = 'ConvertTo-EqlEvent'; Rest = @{} }
    @{ Command = 'Search-EqlEvent'; Rest = @{ Query = 'any where true' } }
    @{ Command = 'Test-EqlEvent'; Rest = @{ Query = 'any where true' } }
) {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
        $cycle = @{ name = 'x' }
        $cycle.self = $cycle
        $deep = @{ a = 1 }
        1..300 | ForEach-Object { $deep = @{ a = $deep } }
    }

    It '<Name>: <Id>' -ForEach @(
        @{ Name = 'null'; Id = 'NullObject'; Make = { , $null } }
        @{ Name = 'a number'; Id = 'ForeignType'; Make = { 5 } }
        @{ Name = 'a process'; Id = 'ForeignType'; Make = { Get-Process -Id $PID } }
        @{ Name = 'text that is no event'; Id = 'UnreadableText'; Make = { 'hello' } }
        @{ Name = 'broken JSON'; Id = 'UnreadableText'; Make = { '{"a":' } }
    ) {
        $ids = Get-ErrorId { & $Make | & $Command @Rest -WarningAction SilentlyContinue }
        @($ids | Select-Object -Unique) | Should -Be $Id
        @($ids).Count | Should -Be 1
    }

    # A part that nobody asks for is not looked at, so it costs the event nothing but that part.
    It 'gives an event of <Name> without that part, and tells where it shows the event' -ForEach @(
        @{ Name = 'a table with cycles'; Make = { $cycle } }
        @{ Name = 'deep nesting'; Make = { $deep } }
    ) {
        $failures = $null
        $found = & $Make | & $Command @Rest -ErrorVariable failures -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        @($found).Count | Should -Be 1
        if ($Command -ne 'Test-EqlEvent') {
            @($failures).Count | Should -Be 1
            $failures[0].FullyQualifiedErrorId | Should -Match '^PartLeftOut,'
        }
    }

    It 'reads the good object after the bad one' {
        $found = $null, 5, (New-ProcessEvent) | & $Command @Rest -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        @($found).Count | Should -Be 1
    }
}

Describe 'Bad rule files' {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
    }

    It '<Name>: <Id>' -ForEach @(
        @{ Name = 'nowhere'; Id = 'PathNotFound'; Content = $null }
        @{ Name = 'binary'; Id = 'RuleTomlInvalid'; Content = [byte[]] (0..255) }
        @{ Name = 'empty'; Id = 'RuleFileNotRule'; Content = [byte[]] @() }
        @{ Name = 'letter'; Id = 'RuleTomlInvalid'; Content = [System.Text.Encoding]::ASCII.GetBytes('Dear Sir') }
    ) {
        if ($null -ne $Content) {
            [System.IO.File]::WriteAllBytes("$TestDrive/$Name.toml", $Content)
        }

        Get-ErrorId { Import-EqlRule "$TestDrive/$Name.toml" } | Should -Be $Id
    }

    It 'shows no stack trace' {
        $text = Import-EqlRule "$TestDrive/binary.toml" -ErrorAction Continue 2>&1 | Out-String
        $text | Should -Not -Match ' at EqlPS\.'
    }
}

Describe 'Very much input' {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
    }

    It 'takes a hundred thousand objects in bounded memory' {
        $one = [pscustomobject]@{ 'event.category' = 'process'; 'process.name' = 'x' }
        $before = [System.GC]::GetTotalMemory($true)
        $query = 'sequence [process where process.name == "a"] [process where process.name == "b"]'
        $null = & { for ($i = 0; $i -lt 100000; $i++) { $one } } | Invoke-EqlHunt -Query $query -WarningAction SilentlyContinue
        ([System.GC]::GetTotalMemory($true) - $before) / 1MB | Should -BeLessThan 50
    }
}
