using EqlPS.Cli.Output;
using EqlPS.Events;
using EqlPS.Events.Input;

namespace EqlPS.Cli.Input;

/// <summary>
/// Finds the files of a path. A text that lies among the logs of a folder and is none, such as a list of what is there, is named and passed
/// over; a binary file is not, for it may be a damaged log.
/// </summary>
internal static class InputFiles
{
    private const int MostNamed = 10;

    /// <summary>The files to read, in ordinal order; what a user named is among them whatever it holds.</summary>
    /// <param name="path">A file, a folder, a pattern or <c>-</c>; one that leads nowhere is reported.</param>
    /// <param name="report">Takes what cannot be read and what is no log.</param>
    public static IReadOnlyList<string> Find(string path, RunReport report)
    {
        IReadOnlyList<string> files;
        try
        {
            var losses = new InputLossLog();
            files = InputPaths.Expand(path, losses);
            report.Losses(path, losses);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report.Unreadable($"{path}: {error.Message}");
            return [];
        }

        if (files.Count == 0)
        {
            string name = path.Length == 0 ? "''" : path;
            report.Unreadable($"{name}: there is no {(Directory.Exists(path) ? "file in this folder" : "such file or folder")}");
        }

        return files.Count == 1 && files[0] == path ? files : WithoutOtherTexts(path, files, report);
    }

    private static List<string> WithoutOtherTexts(string path, IReadOnlyList<string> files, RunReport report)
    {
        var logs = new List<string>(files.Count);
        int others = 0;
        foreach (string file in files)
        {
            if (OtherText.BeginningOf(file) is not string beginning)
            {
                logs.Add(file);
            }
            else if (++others <= MostNamed)
            {
                report.Error($"{file}: not a log: it begins with \"{beginning}\"");
            }
        }

        if (others > 0)
        {
            string passed = others == 1 ? "is not a log and was passed over" : "are not logs and were passed over";
            report.Error($"{path}: {Text.Count(others, "file")} {passed}; "
                + "understood are event logs (EVTX), event XML and JSON, each also as .gz or .zip");
        }

        return logs;
    }
}
