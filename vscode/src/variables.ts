// The variables of the notebook in front, with their types and values.
import * as vscode from "vscode";
import { Controller } from "./controller";
import { isDotNet } from "./languages";

interface Variable {
  name: string;
  type: string;
  value: string;
}

export class Variables implements vscode.TreeDataProvider<Variable> {
  private readonly changed = new vscode.EventEmitter<void>();

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly controller: Controller) {
    controller.onDidRun(() => this.refresh());
    vscode.window.onDidChangeActiveNotebookEditor(() => this.show());
    this.show();
  }

  /** The view is there while a notebook of .NET is in front. Which kernel a notebook has only its own toolbar is told, not the window. */
  private show(): void {
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    void vscode.commands.executeCommand("setContext", "csharpNotebooks.isOpen", notebook !== undefined && isDotNet(notebook));
    this.refresh();
  }

  refresh(): void {
    this.changed.fire();
  }

  getTreeItem(variable: Variable): vscode.TreeItem {
    const item = new vscode.TreeItem(variable.name);
    item.description = `${variable.type}  ${variable.value.replace(/\s+/g, " ")}`;
    item.tooltip = variable.value;
    item.iconPath = new vscode.ThemeIcon("symbol-variable");
    return item;
  }

  async getChildren(variable?: Variable): Promise<Variable[]> {
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    if (variable || !notebook) return [];
    const reply = await (await this.controller.kernelOfNotebook(notebook))?.ask("variables_request", {});
    return (reply?.variables as Variable[] | undefined) ?? [];
  }
}
