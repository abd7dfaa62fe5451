# Windows PowerShell runs on .NET Framework, PowerShell on .NET 8 or later.
$framework = if ($PSVersionTable.PSEdition -eq 'Desktop') { 'netstandard2.0' } else { 'net8.0' }
$folder = [System.IO.Path]::Combine($PSScriptRoot, 'bin', $framework)
if (-not [System.IO.File]::Exists([System.IO.Path]::Combine($folder, 'EqlPS.dll'))) {
    throw "EqlPS is not built: run build.ps1 in the folder of EqlPS.psd1 first ($folder has no EqlPS.dll)."
}

# The loader comes first: from then on the engine is found in private, in a context where no other module's assemblies are.
$null = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($folder, 'EqlPS.Loader.dll'))
[EqlPS.Loader.PrivateAssemblies]::Prepare([System.IO.Path]::Combine($folder, 'private'))
Import-Module ([System.IO.Path]::Combine($folder, 'EqlPS.dll'))
