// In which language of the kernel a cell is written.
import * as vscode from "vscode";

/** The language that cells have for VS Code where Polyglot Notebooks has saved them; which one they are in says their metadata. */
const POLYGLOT = "polyglot-notebook";

/** What VS Code may call the language of a cell that the kernel runs. */
export const LANGUAGES = ["csharp", "fsharp", "html", "javascript", "mermaid", POLYGLOT];

interface CellMetadata {
  polyglot_notebook?: { kernelName?: string };
  dotnet_interactive?: { language?: string };
}

interface NotebookMetadata {
  kernelspec?: { name?: string; language?: string };
  language_info?: { name?: string };
}

/** Whether a notebook is written in a language of .NET. */
export function isDotNet(notebook: vscode.NotebookDocument): boolean {
  const { kernelspec, language_info } = metadataOf<NotebookMetadata>(notebook);
  return [kernelspec?.name, kernelspec?.language, language_info?.name].some(name => /^(\.net-|c#$|f#$|csharp$|polyglot)/i.test(name ?? ""));
}

/** The language of a cell in the kernel's words. */
export function languageOf(cell: vscode.NotebookCell): string {
  const chosen = cell.document.languageId;
  const own = /f#|fsharp/i.test(metadataOf<NotebookMetadata>(cell.notebook).kernelspec?.name ?? "") ? "fsharp" : "csharp";
  if (chosen !== POLYGLOT && chosen !== own) return chosen; // by the reader, in VS Code's list
  const { polyglot_notebook, dotnet_interactive } = metadataOf<CellMetadata>(cell);
  return polyglot_notebook?.kernelName ?? dotnet_interactive?.language ?? own;
}

/** The kernel reads C#; a cell of another language says so in its first line. */
export function codeOf(cell: vscode.NotebookCell): string {
  const language = languageOf(cell);
  return language === "csharp" ? cell.document.getText() : `#!${language}\n${cell.document.getText()}`;
}

/** What the file says of a notebook or cell. */
function metadataOf<T>(of: vscode.NotebookDocument | vscode.NotebookCell): T {
  return (of.metadata.metadata ?? of.metadata) as T;
}
