// One notebook's kernel: runs its cells one after the other and puts what comes into them.
import * as vscode from "vscode";
import { KernelProcess } from "./kernelProcess";
import { codeOf } from "./languages";
import { CellError, Message, MimeBundle } from "./messages";
import { PLACE, errorOutput, items, streamItem, valueOutput } from "./outputs";

interface Shown {
  cell: vscode.NotebookCell;
  output: vscode.NotebookCellOutput;
}

export class Session implements vscode.Disposable {
  private readonly displays = new Map<string, Shown[]>();
  private readonly cells = new Map<number, vscode.NotebookCell>(); // by execution order
  private running?: vscode.NotebookCellExecution;
  private asking?: vscode.CancellationTokenSource;

  constructor(
    readonly kernel: KernelProcess,
    private readonly controller: vscode.NotebookController,
    private readonly problems: vscode.DiagnosticCollection) {}

  /** Runs a cell; false when it failed or was stopped. */
  async run(cell: vscode.NotebookCell): Promise<boolean> {
    const execution = this.controller.createNotebookCellExecution(cell);
    this.running = execution;
    this.problems.delete(cell.document.uri);
    execution.start(Date.now());
    await execution.clearOutput();
    const ok = await this.execute(cell, execution);
    execution.end(ok, Date.now());
    this.asking?.cancel(); // a cell that was stopped waits for no line
    this.running = undefined;
    return ok;
  }

  interrupt(): void {
    this.kernel.send("control", "interrupt_request", {});
  }

  dispose(): void {
    this.kernel.dispose();
  }

  private async execute(cell: vscode.NotebookCell, execution: vscode.NotebookCellExecution): Promise<boolean> {
    let queue: Promise<void> = Promise.resolve(); // outputs in the order in which they came
    const request = { code: codeOf(cell), silent: false, store_history: true, allow_stdin: true, stop_on_error: false };
    const finished = new Promise<boolean>(resolve => {
      let status: unknown;
      this.kernel.send("shell", "execute_request", request, message => {
        if (message.header.msg_type === "execute_reply") status = message.content.status;
        const isIdle = message.header.msg_type === "status" && message.content.execution_state === "idle";
        if (isIdle && status !== undefined) return resolve(status === "ok");
        queue = queue.then(() => this.take(message, cell, execution)).catch(error => console.error(error));
      });
    });
    const ok = await Promise.race([finished, this.kernel.end.then(why => this.ended(execution, why))]);
    await queue;
    return ok;
  }

  private async ended(execution: vscode.NotebookCellExecution, why: string): Promise<boolean> {
    const text = `${why} Its variables are gone; running a cell starts a new one.\n`;
    await execution.appendOutput(new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.stderr(text)]));
    return false;
  }

  private async take(message: Message, cell: vscode.NotebookCell, execution: vscode.NotebookCellExecution): Promise<void> {
    const { content } = message;
    switch (message.header.msg_type) {
      case "execute_input": return this.count(cell, execution, Number(content.execution_count));
      case "input_request": return this.askReader(message);
      case "update_display_data": return this.update(content);
    }
    const target = this.running === execution ? execution : this.late(cell);
    await this.put(message, cell, target);
    if (target !== execution) target.end(undefined);
  }

  private async put(message: Message, cell: vscode.NotebookCell, execution: vscode.NotebookCellExecution): Promise<void> {
    const { content } = message;
    switch (message.header.msg_type) {
      case "stream": return this.write(cell, execution, content.name, String(content.text));
      case "clear_output": return void (await execution.clearOutput());
      case "execute_result":
      case "display_data": {
        const output = valueOutput(content.data as MimeBundle);
        await execution.appendOutput(output);
        const id = (content.transient as { display_id?: string } | undefined)?.display_id;
        if (id) this.displays.set(id, [...(this.displays.get(id) ?? []), { cell, output }]);
        return;
      }
      case "error": return this.fail(cell, execution, content as unknown as CellError);
    }
  }

  /** Text joins the text before it, so that a thousand lines are one output. */
  private async write(cell: vscode.NotebookCell, execution: vscode.NotebookCellExecution, name: unknown, text: string): Promise<void> {
    const item = streamItem(name, text);
    const last = cell.outputs.at(-1);
    if (last?.items.at(-1)?.mime === item.mime) await execution.appendOutputItems(item, last);
    else await execution.appendOutput(new vscode.NotebookCellOutput([item]));
  }

  /** A value that is shown already has changed, perhaps in a cell that has ended. */
  private async update(content: Record<string, unknown>): Promise<void> {
    const id = (content.transient as { display_id?: string } | undefined)?.display_id;
    for (const { cell, output } of this.displays.get(id ?? "") ?? []) {
      const execution = this.running?.cell === cell ? this.running : this.late(cell);
      await execution.replaceOutputItems(items(content.data as MimeBundle), output);
      if (execution !== this.running) execution.end(undefined);
    }
  }

  /** VS Code takes outputs only while a cell runs. */
  private late(cell: vscode.NotebookCell): vscode.NotebookCellExecution {
    const execution = this.controller.createNotebookCellExecution(cell);
    execution.executionOrder = cell.executionSummary?.executionOrder;
    execution.start(cell.executionSummary?.timing?.startTime);
    return execution;
  }

  private count(cell: vscode.NotebookCell, execution: vscode.NotebookCellExecution, order: number): void {
    execution.executionOrder = order;
    this.cells.set(order, cell);
  }

  private async fail(cell: vscode.NotebookCell, execution: vscode.NotebookCellExecution, error: CellError): Promise<void> {
    await execution.appendOutput(errorOutput(error, order => this.cells.get(order)));
    for (const line of error.traceback) {
      const place = [...line.matchAll(PLACE)].find(found => this.cells.get(Number(found[1])) === cell);
      if (!place) continue;
      const at = Math.min(Number(place[2]), cell.document.lineCount) - 1;
      const problem = new vscode.Diagnostic(cell.document.lineAt(at).range, error.evalue, vscode.DiagnosticSeverity.Error);
      problem.source = error.ename;
      return this.problems.set(cell.document.uri, [problem]);
    }
  }

  private async askReader(message: Message): Promise<void> {
    const { prompt, password } = message.content;
    const asking = (this.asking = new vscode.CancellationTokenSource());
    const options = { prompt: String(prompt || "The cell waits for a line of input."), password: password === true, ignoreFocusOut: true };
    const value = await vscode.window.showInputBox(options, asking.token);
    if (!asking.token.isCancellationRequested) this.kernel.send("stdin", "input_reply", { value: value ?? "" });
  }
}
