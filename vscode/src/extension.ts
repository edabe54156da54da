// C# notebooks in VS Code on the course's own kernel, with no Jupyter extension and no Python.
import * as vscode from "vscode";
import { assist } from "./assist";
import { Controller } from "./controller";
import { Variables } from "./variables";

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("C# Notebooks");
  const controller = new Controller(log);
  const variables = new Variables(controller);
  context.subscriptions.push(
    log,
    controller,
    assist(controller),
    vscode.window.registerTreeDataProvider("csharpNotebooks.variables", variables),
    vscode.workspace.onDidOpenNotebookDocument(notebook => controller.prefer(notebook)),
    vscode.workspace.onDidCloseNotebookDocument(notebook => controller.close(notebook)),
    vscode.commands.registerCommand("csharpNotebooks.restart", () => restart(controller)),
    vscode.commands.registerCommand("csharpNotebooks.showLog", () => log.show()),
    vscode.commands.registerCommand("csharpNotebooks.refreshVariables", () => variables.refresh()));
}

async function restart(controller: Controller): Promise<void> {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  if (!notebook) return;
  const options = { location: vscode.ProgressLocation.Window, title: "Restarting the C# kernel" };
  await vscode.window.withProgress(options, () => controller.restart(notebook));
}
