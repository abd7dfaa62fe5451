@{
    IncludeDefaultRules = $true
    Severity            = @('Error', 'Warning', 'Information')
    ExcludeRules        = @(
        # build.ps1 and the suite's runner speak to whoever stands at the console.
        'PSAvoidUsingWriteHost'
        # Nothing here changes a system; functions named New- and Invoke- make values and files of their own.
        'PSUseShouldProcessForStateChangingFunctions'
        # It does not see that functions and script blocks use what a script or function around them was given.
        'PSReviewUnusedParameter'
        # It takes variables that Pester's blocks share for unused ones.
        'PSUseDeclaredVarsMoreThanAssignments'
    )
    Rules               = @{
        PSUseConsistentIndentation = @{ Enable = $true; IndentationSize = 4; PipelineIndentation = 'IncreaseIndentationForFirstPipeline' }
        PSUseConsistentWhitespace  = @{ Enable = $true; IgnoreAssignmentOperatorInsideHashTable = $true }
        PSPlaceOpenBrace           = @{ Enable = $true; OnSameLine = $true; NewLineAfter = $true; IgnoreOneLineBlock = $true }
        PSPlaceCloseBrace          = @{ Enable = $true; NewLineAfter = $true; IgnoreOneLineBlock = $true }
        PSAvoidLongLines           = @{ Enable = $true; MaximumLineLength = 140 }
        PSUseCompatibleSyntax      = @{ Enable = $true; TargetVersions = @('5.1', '7.4') }
    }
}
