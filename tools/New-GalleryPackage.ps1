<#
.SYNOPSIS
Packs a module's folder as a .nupkg that a PowerShell gallery takes.
.DESCRIPTION
A .nupkg is a zip archive with a description of itself. Every name and time in it comes from the folder's content, so that the same
files give the same package.
.PARAMETER Folder
The module's folder, with its manifest.
.PARAMETER Destination
The package to write; one that is there is replaced.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Folder,

    [Parameter(Mandatory)]
    [string] $Destination
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem

$manifestFile = Get-Item -Path "$Folder/*.psd1" | Select-Object -First 1
$manifest = Import-PowerShellDataFile -LiteralPath $manifestFile.FullName
$id = $manifestFile.BaseName
$version = $manifest.ModuleVersion
$data = $manifest.PrivateData.PSData

# The gallery reads what a package exports from its tags.
$tags = @($data.Tags) + 'PSModule'
if ($manifest.CmdletsToExport) {
    $tags += 'PSIncludes_Cmdlet'
    $tags += $manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" }
}

function ConvertTo-XmlText {
    param([string] $Text)
    [System.Security.SecurityElement]::Escape($Text)
}

$nuspec = @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>$id</id>
    <version>$version</version>
    <authors>$(ConvertTo-XmlText $manifest.Author)</authors>
    <owners>$(ConvertTo-XmlText $manifest.CompanyName)</owners>
    <requireLicenseAcceptance>$("$($data.RequireLicenseAcceptance)".ToLowerInvariant())</requireLicenseAcceptance>
    <license type="expression">MIT AND Elastic-2.0</license>
    <description>$(ConvertTo-XmlText $manifest.Description)</description>
    <releaseNotes>$(ConvertTo-XmlText $data.ReleaseNotes)</releaseNotes>
    <copyright>$(ConvertTo-XmlText $manifest.Copyright)</copyright>
    <tags>$(ConvertTo-XmlText ($tags -join ' '))</tags>
  </metadata>
</package>
"@

$relations = @"
<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/$id.nuspec" Id="manifest" />
</Relationships>
"@

function Get-ContentType {
    param([string[]] $Name)
    $extensions = $Name | ForEach-Object { [System.IO.Path]::GetExtension($_).TrimStart('.') } | Where-Object { $_ } | Sort-Object -Unique
    $entries = foreach ($extension in $extensions) { "  <Default Extension=`"$extension`" ContentType=`"application/octet-stream`" />" }
    $bare = $Name | Where-Object { -not [System.IO.Path]::GetExtension($_) } |
        ForEach-Object { "  <Override PartName=`"/$_`" ContentType=`"application/octet-stream`" />" }
    @(
        '<?xml version="1.0" encoding="utf-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />'
        $entries
        $bare
        '</Types>'
    ) -join "`n"
}

$base = (Resolve-Path -LiteralPath $Folder).ProviderPath.TrimEnd('\', '/')
$files = Get-ChildItem -LiteralPath $base -Recurse -File | ForEach-Object {
    [pscustomobject]@{ Name = $_.FullName.Substring($base.Length + 1).Replace('\', '/'); Path = $_.FullName }
} | Sort-Object -Property Name -Culture ''

$parts = [ordered]@{
    '_rels/.rels'         = $relations
    "$id.nuspec"          = $nuspec
    '[Content_Types].xml' = Get-ContentType (@($files.Name) + "$id.nuspec")
}

$time = [System.DateTimeOffset]::new(2000, 1, 1, 0, 0, 0, [System.TimeSpan]::Zero)
$utf8 = [System.Text.UTF8Encoding]::new($false)
if (Test-Path -LiteralPath $Destination) {
    Remove-Item -LiteralPath $Destination
}

$archive = [System.IO.Compression.ZipFile]::Open($Destination, [System.IO.Compression.ZipArchiveMode]::Create)
try {
    $contents = @(
        $parts.Keys | ForEach-Object { [pscustomobject]@{ Name = $_; Bytes = $utf8.GetBytes($parts[$_]) } }
        $files | ForEach-Object { [pscustomobject]@{ Name = $_.Name; Bytes = [System.IO.File]::ReadAllBytes($_.Path) } }
    )
    foreach ($content in $contents) {
        $entry = $archive.CreateEntry($content.Name)
        $entry.LastWriteTime = $time
        $stream = $entry.Open()
        try {
            $stream.Write($content.Bytes, 0, $content.Bytes.Length)
        }
        finally {
            $stream.Dispose()
        }
    }
}
finally {
    $archive.Dispose()
}
