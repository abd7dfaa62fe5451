Describe 'Get-EqlGuide' {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
        $hit = @{
            event = @{ category = 'file'; type = 'creation'; action = 'creation' }; host = @{ name = 'h1'; os = @{ type = 'windows' } }
            process = @{ name = 'smss.exe' }; file = @{ extension = 'exe'; path = 'C:\a.exe' }; user = @{ name = "o'brien" }
        }
        $alert = $hit | Invoke-EqlHunt -Rule 'Unusual Executable*'.Replace('*', ' File Creation by a System Critical Process')
    }

    It 'gives the guide of a rule' {
        (Get-EqlRule *certutil* | Get-EqlGuide | Out-String).Length | Should -BeGreaterThan 200
        @(Get-EqlGuide -Rule 'Network Connection via Certutil').Count | Should -Be 1
    }

    It 'gives the guide of an alert' {
        @($alert | Get-EqlGuide).Count | Should -Be 1
    }

    It 'gives the guide of an alert document' {
        @($alert.ToJson() | Get-EqlGuide).Count | Should -Be 1
        @($alert.ToJson() | ConvertFrom-Json | Get-EqlGuide).Count | Should -Be 1
    }

    It 'is an error for what is no alert' {
        Get-ErrorId { 5 | Get-EqlGuide } | Should -Contain 'NotAnAlert'
        Get-ErrorId { @{ a = 1 } | Get-EqlGuide } | Should -Contain 'NotAnAlert'
    }
}
