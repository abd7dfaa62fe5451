<#
.SYNOPSIS
Writes the help file of the module's commands.
.DESCRIPTION
Synopsis, description and examples of a command stand in module/en-US/<command>.md. Syntax and parameters are those of the
command itself, and what a parameter means is said where it is declared. A command without a page, and a parameter without a
text, are errors.
Imports the module, so it wants a process of its own.
.PARAMETER Manifest
The manifest of the built module.
.PARAMETER Comment
The compiler's file of documentation comments for EqlPS.dll.
.PARAMETER Destination
The help file to write.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Manifest,

    [Parameter(Mandatory)]
    [string] $Comment,

    [Parameter(Mandatory)]
    [string] $Destination
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$module = Import-Module $Manifest -PassThru
$comments = ([xml](Get-Content -LiteralPath $Comment -Raw -Encoding UTF8)).doc.members.member | Group-Object name -AsHashTable -AsString
$common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
$namespaces = @{
    maml    = 'http://schemas.microsoft.com/maml/2004/10'
    command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
    dev     = 'http://schemas.microsoft.com/maml/dev/2004/10'
}

# A page as a table of its sections; the text before the first is the synopsis.
function Read-Page {
    param([string] $Path)
    $sections = [ordered]@{ '' = [System.Collections.Generic.List[string]]::new() }
    $name = ''
    $isCode = $false
    foreach ($line in Get-Content -LiteralPath $Path -Encoding UTF8) {
        $isCode = $isCode -xor $line.StartsWith('```')
        if (-not $isCode -and $line -match '^## (?<name>.+)$') {
            $name = $Matches.name
            $sections[$name] = [System.Collections.Generic.List[string]]::new()
        }
        elseif ($line -notmatch '^# ') {
            $sections[$name].Add($line)
        }
    }

    $sections
}

function Get-ParameterText {
    param([System.Type] $Type, [string] $Name)
    for ($declaring = $Type; $declaring; $declaring = $declaring.BaseType) {
        $key = "P:$($declaring.FullName).$Name"
        if ($comments.ContainsKey($key)) {
            $summary = $comments[$key][0].SelectSingleNode('summary')
            return ($summary.InnerText -replace '\s+', ' ').Trim()
        }
    }

    throw "The parameter $Name of $($Type.Name) has no documentation comment."
}

function Get-ParameterType {
    param([System.Type] $Type)
    $element = if ($Type.IsArray) { $Type.GetElementType() } else { $Type }
    $plain = [System.Nullable]::GetUnderlyingType($element)
    $name = if ($plain) { $plain.Name } else { $element.Name }
    if ($Type.IsArray) { "$name[]" } else { $name }
}

function Write-Para {
    param([string[]] $Line)
    $text = ($Line -join "`n").Trim()
    foreach ($paragraph in $text -split '\n\s*\n') {
        if ($paragraph) {
            $writer.WriteElementString('maml', 'para', $namespaces.maml, ($paragraph -replace '\s*\n\s*(?![-*] )', ' '))
        }
    }
}

function Write-Parameter {
    param([System.Management.Automation.CommandParameterInfo] $Parameter, [System.Type] $Type)
    $pipeline = @(
        if ($Parameter.ValueFromPipeline) { 'ByValue' }
        if ($Parameter.ValueFromPipelineByPropertyName) { 'ByPropertyName' }
    ) -join ', '
    $wildcards = @($Parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.SupportsWildcardsAttribute] })
    $writer.WriteStartElement('command', 'parameter', $namespaces.command)
    $writer.WriteAttributeString('required', "$($Parameter.IsMandatory)".ToLowerInvariant())
    $writer.WriteAttributeString('globbing', "$($wildcards.Count -gt 0)".ToLowerInvariant())
    $writer.WriteAttributeString('pipelineInput', $(if ($pipeline) { "True ($pipeline)" } else { 'False' }))
    $writer.WriteAttributeString('position', $(if ($Parameter.Position -ge 0) { "$($Parameter.Position)" } else { 'named' }))
    $writer.WriteAttributeString('aliases', $(if ($Parameter.Aliases) { $Parameter.Aliases -join ', ' } else { 'none' }))
    $writer.WriteElementString('maml', 'name', $namespaces.maml, $Parameter.Name)
    $writer.WriteStartElement('maml', 'description', $namespaces.maml)
    Write-Para (Get-ParameterText -Type $Type -Name $Parameter.Name)
    $writer.WriteEndElement()
    if ($Parameter.ParameterType -ne [switch]) {
        $writer.WriteStartElement('command', 'parameterValue', $namespaces.command)
        $writer.WriteAttributeString('required', 'true')
        $writer.WriteAttributeString('variableLength', "$($Parameter.ParameterType.IsArray)".ToLowerInvariant())
        $writer.WriteString((Get-ParameterType $Parameter.ParameterType))
        $writer.WriteEndElement()
    }

    $writer.WriteEndElement()
}

function Write-Example {
    param([string] $Title, [string[]] $Line)
    $text = $Line -join "`n"
    if ($text -notmatch '(?s)```powershell\n(?<code>.*?)\n```(?<remark>.*)$') {
        throw "The example '$Title' has no code."
    }

    $code, $remark = $Matches.code, $Matches.remark
    $writer.WriteStartElement('command', 'example', $namespaces.command)
    $writer.WriteElementString('maml', 'title', $namespaces.maml, "---------- $Title ----------")
    $writer.WriteElementString('dev', 'code', $namespaces.dev, $code)
    $writer.WriteStartElement('dev', 'remarks', $namespaces.dev)
    Write-Para $remark
    $writer.WriteEndElement()
    $writer.WriteEndElement()
}

function Write-TypeList {
    param([string] $Container, [string] $Item, [string[]] $Line)
    $writer.WriteStartElement('command', $Container, $namespaces.command)
    foreach ($entry in $Line | Where-Object { $_ }) {
        $name, $meaning = $entry -split ': ', 2
        $writer.WriteStartElement('command', $Item, $namespaces.command)
        $writer.WriteStartElement('dev', 'type', $namespaces.dev)
        $writer.WriteElementString('maml', 'name', $namespaces.maml, $name)
        $writer.WriteEndElement()
        $writer.WriteStartElement('maml', 'description', $namespaces.maml)
        Write-Para $meaning
        $writer.WriteEndElement()
        $writer.WriteEndElement()
    }

    $writer.WriteEndElement()
}

function Write-Command {
    param([System.Management.Automation.CmdletInfo] $Command)
    $page = Read-Page "$PSScriptRoot/../module/en-US/$($Command.Name).md"
    $type = $Command.ImplementingType
    $writer.WriteStartElement('command', 'command', $namespaces.command)
    foreach ($prefix in 'maml', 'dev') {
        $writer.WriteAttributeString('xmlns', $prefix, $null, $namespaces[$prefix])
    }

    $writer.WriteStartElement('command', 'details', $namespaces.command)
    $writer.WriteElementString('command', 'name', $namespaces.command, $Command.Name)
    $writer.WriteElementString('command', 'verb', $namespaces.command, $Command.Verb)
    $writer.WriteElementString('command', 'noun', $namespaces.command, $Command.Noun)
    $writer.WriteStartElement('maml', 'description', $namespaces.maml)
    Write-Para $page['']
    $writer.WriteEndElement()
    $writer.WriteEndElement()
    $writer.WriteStartElement('maml', 'description', $namespaces.maml)
    Write-Para $page['Description']
    $writer.WriteEndElement()

    $seen = [ordered]@{}
    $writer.WriteStartElement('command', 'syntax', $namespaces.command)
    foreach ($set in $Command.ParameterSets) {
        $writer.WriteStartElement('command', 'syntaxItem', $namespaces.command)
        $writer.WriteElementString('maml', 'name', $namespaces.maml, $Command.Name)
        foreach ($parameter in $set.Parameters | Where-Object Name -NotIn $common) {
            Write-Parameter -Parameter $parameter -Type $type
            if (-not $seen.Contains($parameter.Name)) {
                $seen[$parameter.Name] = $parameter
            }
        }

        $writer.WriteEndElement()
    }

    $writer.WriteEndElement()
    $writer.WriteStartElement('command', 'parameters', $namespaces.command)
    foreach ($parameter in $seen.Values | Sort-Object -Property Name -Culture '') {
        Write-Parameter -Parameter $parameter -Type $type
    }

    $writer.WriteEndElement()
    Write-TypeList -Container inputTypes -Item inputType -Line $page['Input']
    Write-TypeList -Container returnValues -Item returnValue -Line $page['Output']
    $writer.WriteStartElement('command', 'examples', $namespaces.command)
    foreach ($name in $page.Keys -like 'Example: *') {
        Write-Example -Title ($name -replace '^Example: ') -Line $page[$name]
    }

    $writer.WriteEndElement()
    $writer.WriteStartElement('command', 'relatedLinks', $namespaces.command)
    foreach ($entry in $page['See also'] | Where-Object { $_ }) {
        $writer.WriteStartElement('maml', 'navigationLink', $namespaces.maml)
        $writer.WriteElementString('maml', 'linkText', $namespaces.maml, $entry)
        $writer.WriteElementString('maml', 'uri', $namespaces.maml, '')
        $writer.WriteEndElement()
    }

    $writer.WriteEndElement()
    $writer.WriteEndElement()
}

$settings = [System.Xml.XmlWriterSettings]::new()
$settings.Indent = $true
$settings.NewLineChars = "`n"
$settings.Encoding = [System.Text.UTF8Encoding]::new($false)
$writer = [System.Xml.XmlWriter]::Create($Destination, $settings)
try {
    $writer.WriteStartElement('helpItems', 'http://msh')
    $writer.WriteAttributeString('schema', 'maml')
    foreach ($command in $module.ExportedCmdlets.Values | Sort-Object -Property Name -Culture '') {
        Write-Command -Command $command
    }

    $writer.WriteEndElement()
}
finally {
    $writer.Dispose()
}
