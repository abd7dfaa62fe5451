Describe 'Should -FireOn' {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
        Import-Module "$root/module/EqlPS.Pester.psm1"
        $rule = Get-EqlRule 'Unusual Executable*'
        $hit = @{
            event = @{ category = 'file'; type = 'creation'; action = 'creation' }; host = @{ os = @{ type = 'windows' } }
            process = @{ name = 'smss.exe' }; file = @{ extension = 'exe'; path = 'C:\a.exe' }
        }
        $miss = New-ProcessEvent
    }

    It 'fires' {
        $rule | Should -FireOn $hit
        $rule | Should -FireOn $miss, $hit
    }

    It 'stays silent' {
        $rule | Should -Not -FireOn $miss
    }

    It 'takes the name of a rule that ships' {
        $rule.Name | Should -FireOn $hit
    }

    It 'fails with the clause that decided' {
        { $rule | Should -FireOn $miss } |
            Should -Throw -ExpectedMessage '*to fire on the event, but it did not*decided by: event.category*'
        { $rule | Should -Not -FireOn $hit -Because 'it is good' } |
            Should -Throw -ExpectedMessage '*not to fire on the event, because it is good, but it did*'
    }

    It 'fails with the stage that is missing' {
        { Get-EqlRule '*via cat' | Should -FireOn $miss } | Should -Throw -ExpectedMessage '*stage 1*'
    }

    It 'fails where a rule or event is none, for both wishes' {
        { 'No such rule' | Should -Not -FireOn $miss } | Should -Throw -ExpectedMessage '*No such rule*'
        { $rule | Should -Not -FireOn 5 } | Should -Throw
    }

    It 'may be imported again' {
        { Import-Module "$root/module/EqlPS.Pester.psm1" -Force } | Should -Not -Throw
    }
}
