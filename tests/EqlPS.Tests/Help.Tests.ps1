BeforeDiscovery {
    . "$PSScriptRoot/Support/Common.ps1"
    $common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
    $commands = Get-Command -Module EqlPS | ForEach-Object {
        @{ Name = $_.Name; Parameters = @($_.Parameters.Keys | Where-Object { $_ -notin $common }) }
    }
    $examples = foreach ($command in $commands) {
        foreach ($example in (Get-Help $command.Name).examples.example) {
            @{ Command = $command.Name; Title = $example.title.Trim('- '); Code = $example.code }
        }
    }
}

Describe 'Help of <Name>' -ForEach $commands {
    BeforeAll {
        $help = Get-Help $Name -Full
    }

    It 'says what it does' {
        $help.Synopsis | Should -Match '^[A-Z].*\.$'
        $help.description.Text | Should -Not -BeNullOrEmpty
    }

    It 'describes the parameter <_>' -ForEach $Parameters {
        $parameter = $help.parameters.parameter | Where-Object name -EQ $_
        $parameter.description.Text | Should -Match '\.$'
    }

    It 'says what it gives, and has examples' {
        $help.returnValues.returnValue.type.name | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterThan 0
    }
}

Describe 'Topics' {
    It '<_> is found' -ForEach 'about_EqlPS', 'about_EqlPS_Language', 'about_EqlPS_Mapping' {
        Get-Help $_ | Out-String | Should -Match "(?s)TOPIC\s+$_\s+SHORT DESCRIPTION"
    }

    It 'about_EqlPS names every command' {
        $text = Get-Help about_EqlPS | Out-String
        Get-Command -Module EqlPS | ForEach-Object { $text | Should -Match $_.Name }
    }
}

# As printed, in a folder with what they speak of.
Describe 'Example of <Command>: <Title>' -ForEach ($examples | Where-Object Title -NotMatch 'needs Windows') {
    BeforeAll {
        . "$PSScriptRoot/Support/Common.ps1"
        Copy-Item "$root/rules", "$root/samples" -Destination $TestDrive -Recurse
        Push-Location $TestDrive
    }

    AfterAll {
        Pop-Location
    }

    It 'runs' {
        { & ([scriptblock]::Create($Code)) -WarningAction SilentlyContinue } | Should -Not -Throw
        $failures = $null
        $null = . { [CmdletBinding()] param() . ([scriptblock]::Create($Code)) } -ErrorVariable failures -WarningAction SilentlyContinue
        $failures | Should -BeNullOrEmpty
    }
}
