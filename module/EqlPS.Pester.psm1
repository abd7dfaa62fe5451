<#
.SYNOPSIS
Adds to Pester 5 and later: $rule | Should -FireOn $events
.DESCRIPTION
Import it in BeforeAll, after EqlPS:

    Import-Module EqlPS
    Import-Module "$((Get-Module EqlPS).ModuleBase)/module/EqlPS.Pester.psm1"

A rule fires if it gives an alert over all the events together. The rule may be an object, a name, an id, a file or the
text of a rule; the events whatever Test-EqlEvent takes. When the assertion fails, the message says which clause decided.
#>

Set-StrictMode -Version Latest

# Why a rule did or did not fire, one line for each event or, of a sequence, for all.
function Get-FiringReason {
    param($Rule, [object[]] $Item)
    $reasons = foreach ($explanation in $Item | Test-EqlEvent -Rule $Rule -Explain -ErrorAction SilentlyContinue) {
        if ($explanation.PSObject.Properties['DecidedBy']) {
            'decided by: ' + ($explanation.DecidedBy -join ' and ')
        }
        else {
            $explanation.Reasons
        }
    }

    # Many events fail for the same reason; a message is for reading.
    $reasons | Select-Object -Unique -First 5
}

function Test-RuleFiring {
    [CmdletBinding()]
    param(
        $ActualValue,

        [Parameter(Mandatory, Position = 0)]
        [AllowNull()]
        [AllowEmptyCollection()]
        [object[]] $ExpectedValue,

        [switch] $Negate,

        [string] $Because,

        $CallerSessionState
    )

    # An error would else look like a rule that stays silent.
    $answers = @(@($ExpectedValue) | Test-EqlEvent -Rule $ActualValue -ErrorAction Stop)
    $fires = $answers -contains $true
    if ($fires -ne $Negate.IsPresent) {
        return [pscustomobject]@{ Succeeded = $true; FailureMessage = $null }
    }

    $name = if ($ActualValue.PSObject.Properties['Name']) { $ActualValue.Name } else { "$ActualValue" }
    $events = if ($ExpectedValue.Count -eq 1) { 'the event' } else { "the $($ExpectedValue.Count) events" }
    $expected = if ($Negate) { 'not to fire' } else { 'to fire' }
    $reason = if ($Because) { " because $($Because -replace '^because\s+')," }
    $happened = if ($Negate) { 'it did' } else { 'it did not' }
    $lines = @(
        "Expected rule '$name' $expected on $events,$reason but $happened."
        Get-FiringReason -Rule $ActualValue -Item $ExpectedValue
    )
    [pscustomobject]@{ Succeeded = $false; FailureMessage = $lines -join [System.Environment]::NewLine }
}

# Pester keeps an assertion for the whole session, and refuses a second one of its name.
if ('FireOn' -notin (Get-ShouldOperator | ForEach-Object Name)) {
    Add-ShouldOperator -Name FireOn -InternalName Test-RuleFiring -Test ${function:Test-RuleFiring}
}

Export-ModuleMember
