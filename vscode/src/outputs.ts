// What the kernel puts out, as VS Code keeps it.
import * as vscode from "vscode";
import { CellError, MimeBundle } from "./messages";

const PLOTLY = "application/vnd.plotly.v1+json";
const encoder = new TextEncoder();

/**
 * One value in its MIME types. A chart's page carries Plotly itself (1.4 MB, also in the saved file); here it is drawn from its
 * data by the renderer that comes with this extension, so the page is left out.
 */
export function valueOutput(bundle: MimeBundle): vscode.NotebookCellOutput {
  return new vscode.NotebookCellOutput(items(bundle));
}

export function items(bundle: MimeBundle): vscode.NotebookCellOutputItem[] {
  return Object.entries(bundle)
    .filter(([type]) => !(PLOTLY in bundle && type === "text/html"))
    .map(([type, value]) => item(type, value));
}

function item(type: string, value: unknown): vscode.NotebookCellOutputItem {
  const isBinary = type.startsWith("image/") && type !== "image/svg+xml";
  if (isBinary) return new vscode.NotebookCellOutputItem(Buffer.from(String(value), "base64"), type);
  return new vscode.NotebookCellOutputItem(encoder.encode(typeof value === "string" ? value : JSON.stringify(value)), type);
}

export function streamItem(name: unknown, text: string): vscode.NotebookCellOutputItem {
  return name === "stderr" ? vscode.NotebookCellOutputItem.stderr(text) : vscode.NotebookCellOutputItem.stdout(text);
}

/** "cell 3, line 2" and "cell 3:line 2" in a trace, with the numbers of cell and line. */
export const PLACE = /\bcell (\d+)(?:, |:)line (\d+)/g;

/** An error; the places in its trace become links where the cell is known. */
export function errorOutput(error: CellError, cellOf: (order: number) => vscode.NotebookCell | undefined): vscode.NotebookCellOutput {
  const stack = error.traceback.map(line => escape(line).replace(PLACE, (place, order: string, number: string) => {
    const cell = cellOf(Number(order));
    return cell ? `<a href='${cell.document.uri.toString()}?line=${number}'>${place}</a>` : place;
  }));
  const item = vscode.NotebookCellOutputItem.error({ name: error.ename, message: error.evalue, stack: stack.join("\n") });
  return new vscode.NotebookCellOutput([item]);
}

/** Whatever an exception says, only our own links are markup. */
function escape(text: string): string {
  return text.replace(/</g, "‹").replace(/>/g, "›");
}
