// The kernel that VS Code offers for C# notebooks: one process a notebook.
import { dirname } from "node:path";
import * as vscode from "vscode";
import { kernelCommand } from "./course";
import { KernelProcess } from "./kernelProcess";
import { LANGUAGES, isDotNet, languageOf } from "./languages";
import { Session } from "./session";

export class Controller implements vscode.Disposable {
  private readonly controller = vscode.notebooks.createNotebookController("csharp", "jupyter-notebook", ".NET (C#)");
  private readonly sessions = new Map<string, Promise<Session | undefined>>();
  private readonly queues = new Map<string, Promise<void>>();
  private readonly problems = vscode.languages.createDiagnosticCollection("C# cells");
  private readonly ran = new vscode.EventEmitter<void>();
  private readonly cancelled = new Set<string>();

  /** A cell has run, or a kernel has come or gone. */
  readonly onDidRun = this.ran.event;

  constructor(private readonly log: vscode.OutputChannel) {
    this.controller.supportedLanguages = LANGUAGES;
    this.controller.supportsExecutionOrder = true;
    this.controller.description = "the course's own kernel; no Python";
    this.controller.executeHandler = (cells, notebook) => this.enqueue(cells, notebook);
    this.controller.interruptHandler = notebook => this.interrupt(notebook);
    vscode.workspace.notebookDocuments.forEach(notebook => this.prefer(notebook));
  }

  /** Has VS Code take this kernel without asking for notebooks that are written in a language of .NET. */
  prefer(notebook: vscode.NotebookDocument): void {
    if (!isDotNet(notebook)) return;
    this.controller.updateNotebookAffinity(notebook, vscode.NotebookControllerAffinity.Preferred);
  }

  /** The kernel that a cell of C# belongs to, if it runs. */
  async kernelOf(document: vscode.TextDocument): Promise<KernelProcess | undefined> {
    const cells = vscode.workspace.notebookDocuments.flatMap(notebook => notebook.getCells());
    const cell = cells.find(one => one.document === document);
    return cell && languageOf(cell) === "csharp" ? this.kernelOfNotebook(cell.notebook) : undefined;
  }

  async kernelOfNotebook(notebook: vscode.NotebookDocument): Promise<KernelProcess | undefined> {
    return (await this.sessions.get(notebook.uri.toString()))?.kernel;
  }

  /** Ends the kernel of a notebook, so that the next cell starts a new one. */
  async restart(notebook: vscode.NotebookDocument): Promise<void> {
    await this.close(notebook);
    await this.session(notebook);
    this.ran.fire();
  }

  async close(notebook: vscode.NotebookDocument): Promise<void> {
    const key = notebook.uri.toString();
    const session = this.sessions.get(key);
    this.sessions.delete(key);
    this.cancelled.add(key);
    await (await session)?.kernel.stop();
  }

  dispose(): void {
    for (const session of this.sessions.values()) void session.then(found => found?.dispose());
    this.controller.dispose();
    this.problems.dispose();
  }

  /** VS Code may call again while cells run: those wait for their turn. */
  private enqueue(cells: vscode.NotebookCell[], notebook: vscode.NotebookDocument): Promise<void> {
    const key = notebook.uri.toString();
    const turn = (this.queues.get(key) ?? Promise.resolve()).then(() => this.run(cells, notebook));
    this.queues.set(key, turn.catch(() => undefined));
    return turn;
  }

  private async run(cells: vscode.NotebookCell[], notebook: vscode.NotebookDocument): Promise<void> {
    const key = notebook.uri.toString();
    const session = await this.session(notebook);
    if (!session) return;
    this.cancelled.delete(key);
    for (const cell of cells) {
      const ok = await session.run(cell);
      this.ran.fire();
      if (!ok || this.cancelled.has(key)) return; // the cells after an error are not run
    }
  }

  private interrupt(notebook: vscode.NotebookDocument): void {
    const key = notebook.uri.toString();
    this.cancelled.add(key);
    void this.sessions.get(key)?.then(session => session?.interrupt());
  }

  private session(notebook: vscode.NotebookDocument): Promise<Session | undefined> {
    const key = notebook.uri.toString();
    const found = this.sessions.get(key) ?? this.start(notebook);
    this.sessions.set(key, found);
    return found;
  }

  private async start(notebook: vscode.NotebookDocument): Promise<Session | undefined> {
    const key = notebook.uri.toString();
    const folder = notebook.uri.scheme === "file" ? dirname(notebook.uri.fsPath) : vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    const command = await kernelCommand(folder ?? process.cwd(), this.log);
    if (!command) {
      this.sessions.delete(key);
      return undefined;
    }
    const kernel = new KernelProcess(command, folder ?? process.cwd(), text => this.log.append(text));
    void kernel.end.then(() => {
      this.sessions.delete(key);
      this.ran.fire();
    });
    return new Session(kernel, this.controller, this.problems);
  }
}
