"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/extension.ts
var extension_exports = {};
__export(extension_exports, {
  activate: () => activate
});
module.exports = __toCommonJS(extension_exports);
var vscode7 = __toESM(require("vscode"));

// src/assist.ts
var vscode = __toESM(require("vscode"));
var SELECTOR = ["csharp", "polyglot-notebook"].map((language) => ({ notebookType: "jupyter-notebook", language }));
var KINDS = {
  class: vscode.CompletionItemKind.Class,
  constant: vscode.CompletionItemKind.Constant,
  delegate: vscode.CompletionItemKind.Class,
  enum: vscode.CompletionItemKind.Enum,
  enummember: vscode.CompletionItemKind.EnumMember,
  event: vscode.CompletionItemKind.Event,
  extensionmethod: vscode.CompletionItemKind.Method,
  field: vscode.CompletionItemKind.Field,
  interface: vscode.CompletionItemKind.Interface,
  keyword: vscode.CompletionItemKind.Keyword,
  local: vscode.CompletionItemKind.Variable,
  method: vscode.CompletionItemKind.Method,
  namespace: vscode.CompletionItemKind.Module,
  parameter: vscode.CompletionItemKind.Variable,
  property: vscode.CompletionItemKind.Property,
  structure: vscode.CompletionItemKind.Struct
};
function assist(controller) {
  const completions = new Completions(controller);
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(SELECTOR, completions, ".", "#", "!"),
    vscode.languages.registerHoverProvider(SELECTOR, { provideHover: (document, at) => hover(controller, document, at) }),
    vscode.languages.registerSignatureHelpProvider(
      SELECTOR,
      { provideSignatureHelp: (document, at) => signatures(controller, document, at) },
      "(",
      ","
    )
  );
}
var Completion = class extends vscode.CompletionItem {
  constructor(text, kind, document, replaced) {
    super(text, KINDS[kind] ?? vscode.CompletionItemKind.Text);
    this.document = document;
    this.replaced = replaced;
    this.range = replaced;
  }
  document;
  replaced;
};
var Completions = class {
  constructor(controller) {
    this.controller = controller;
  }
  controller;
  async provideCompletionItems(document, at) {
    const code = document.getText();
    const reply = await ask(this.controller, document, "complete_request", at);
    if (!reply) return [];
    const types = reply.metadata?._jupyter_types_experimental ?? [];
    const [from, to] = [reply.cursor_start, reply.cursor_end].map((count) => document.positionAt(units(code, Number(count))));
    const replaced = new vscode.Range(from, to);
    return reply.matches.map((text, i) => {
      const item2 = new Completion(text, types[i]?.type ?? "", document, replaced);
      item2.sortText = String(i).padStart(5, "0");
      return item2;
    });
  }
  /** Explains the item as if it stood in the cell already. */
  async resolveCompletionItem(item2) {
    const kernel = await this.controller.kernelOf(item2.document);
    const code = item2.document.getText();
    const start = item2.document.offsetAt(item2.replaced.start);
    const text = code.slice(0, start) + item2.label + code.slice(item2.document.offsetAt(item2.replaced.end));
    const reply = await kernel?.ask("inspect_request", { code: text, cursor_pos: points(text, start + 1), detail_level: 0 });
    item2.documentation = explanation(reply);
    return item2;
  }
};
async function hover(controller, document, at) {
  const text = explanation(await ask(controller, document, "inspect_request", at));
  return text && new vscode.Hover(text);
}
async function signatures(controller, document, at) {
  const reply = await ask(controller, document, "signature_request", at);
  const found = reply?.signatures;
  if (!found?.length) return void 0;
  const help = new vscode.SignatureHelp();
  help.signatures = found.map((one) => {
    const signature = new vscode.SignatureInformation(one.label, one.documentation);
    signature.parameters = one.parameters.map((parameter) => new vscode.ParameterInformation(parameter));
    return signature;
  });
  [help.activeSignature, help.activeParameter] = [Number(reply?.active_signature), Number(reply?.active_parameter)];
  return help;
}
async function ask(controller, document, type, at) {
  const code = document.getText();
  const kernel = await controller.kernelOf(document);
  return kernel?.ask(type, { code, cursor_pos: points(code, document.offsetAt(at)), detail_level: 0 });
}
function explanation(reply) {
  const text = reply?.data?.["text/markdown"];
  return text ? new vscode.MarkdownString(text) : void 0;
}
var points = (code, offset) => [...code.slice(0, offset)].length;
var units = (code, count) => [...code].slice(0, count).join("").length;

// src/controller.ts
var import_node_path2 = require("node:path");
var vscode5 = __toESM(require("vscode"));

// src/course.ts
var import_node_child_process = require("node:child_process");
var import_node_fs = require("node:fs");
var import_node_os = require("node:os");
var import_node_path = require("node:path");
var vscode2 = __toESM(require("vscode"));
var PROJECTS = ["lib/Course.Cli", "lib/Attention.Interactive"];
var PROGRAM = "lib/Course.Cli/bin/Release/course.dll";
var DOWNLOAD = "https://dotnet.microsoft.com/download";
async function kernelCommand(notebookFolder, log) {
  const chosen = vscode2.workspace.getConfiguration("csharpNotebooks").get("kernelCommand", []);
  if (chosen.length > 0) return chosen;
  const course = courseAbove(notebookFolder) ?? vscode2.workspace.workspaceFolders?.map((f) => courseAbove(f.uri.fsPath)).find(Boolean);
  if (course) return await isBuilt(course, log) ? ["dotnet", (0, import_node_path.join)(course, PROGRAM)] : void 0;
  const installed = installedCommand();
  if (installed) return installed;
  void vscode2.window.showErrorMessage(
    "No C# kernel was found: neither the course's folder (the one with Course.sln) above this notebook, nor one made known by 'course kernel install', nor the setting csharpNotebooks.kernelCommand."
  );
  return void 0;
}
function courseAbove(folder) {
  for (let at = folder; ; at = (0, import_node_path.dirname)(at)) {
    if ((0, import_node_fs.existsSync)((0, import_node_path.join)(at, "Course.sln")) && (0, import_node_fs.existsSync)((0, import_node_path.join)(at, PROJECTS[0]))) return at;
    if (at === (0, import_node_path.dirname)(at)) return void 0;
  }
}
function installedCommand() {
  const file = (0, import_node_path.join)(jupyterFolder(), "kernels", ".net-csharp", "kernel.json");
  try {
    const spec = JSON.parse((0, import_node_fs.readFileSync)(file, "utf8"));
    const at = spec.argv.indexOf("kernel");
    return spec.metadata?.attention_patterns_course && at > 0 ? spec.argv.slice(0, at) : void 0;
  } catch {
    return void 0;
  }
}
function jupyterFolder() {
  if (process.env.JUPYTER_DATA_DIR) return process.env.JUPYTER_DATA_DIR;
  if ((0, import_node_os.platform)() === "win32") return (0, import_node_path.join)(process.env.APPDATA ?? (0, import_node_os.homedir)(), "jupyter");
  if ((0, import_node_os.platform)() === "darwin") return (0, import_node_path.join)((0, import_node_os.homedir)(), "Library", "Jupyter");
  return (0, import_node_path.join)(process.env.XDG_DATA_HOME ?? (0, import_node_path.join)((0, import_node_os.homedir)(), ".local", "share"), "jupyter");
}
async function isBuilt(course, log) {
  if ((0, import_node_fs.existsSync)((0, import_node_path.join)(course, PROGRAM)) && (0, import_node_fs.existsSync)((0, import_node_path.join)(course, PROJECTS[1], "bin/Release/Attention.Interactive.dll"))) return true;
  const title = "Building the course, once: one to three minutes";
  const options = { location: vscode2.ProgressLocation.Notification, title, cancellable: true };
  const failure = await vscode2.window.withProgress(options, async (progress, token) => {
    for (const project of PROJECTS) {
      progress.report({ message: project, increment: 100 / PROJECTS.length / 2 });
      const failed = await run(["build", project, "-c", "Release"], course, log, token);
      if (failed) return failed;
      progress.report({ increment: 100 / PROJECTS.length / 2 });
    }
    return void 0;
  });
  if (failure) void explain(failure, log);
  return !failure;
}
function run(args, folder, log, token) {
  return new Promise((resolve) => {
    log.appendLine(`> dotnet ${args.join(" ")}`);
    const child = (0, import_node_child_process.spawn)("dotnet", args, { cwd: folder, env: process.env });
    token.onCancellationRequested(() => child.kill());
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => log.append(String(data)));
    child.on("error", () => resolve("dotnet"));
    const why = () => token.isCancellationRequested ? "The build was stopped." : "The build failed.";
    child.on("exit", (code) => resolve(code === 0 ? void 0 : why()));
  });
}
async function explain(failure, log) {
  const isMissing = failure === "dotnet";
  const action = isMissing ? "Get .NET" : "Show the log";
  const text = isMissing ? "The program 'dotnet' was not found. The notebooks need the .NET SDK 10." : failure;
  if (await vscode2.window.showErrorMessage(text, action) !== action) return;
  if (isMissing) await vscode2.env.openExternal(vscode2.Uri.parse(DOWNLOAD));
  else log.show();
}

// src/kernelProcess.ts
var import_node_child_process2 = require("node:child_process");
var import_node_crypto = require("node:crypto");
var import_node_readline = require("node:readline");

// src/messages.ts
function parse(line) {
  try {
    const message = JSON.parse(line);
    return message?.header?.msg_type && message.content ? message : void 0;
  } catch {
    return void 0;
  }
}

// src/kernelProcess.ts
var PATIENCE_AT_THE_END = 3e3;
var KernelProcess = class {
  constructor(command, folder, log) {
    this.log = log;
    const [program = "", ...first] = command;
    const args = [...first, "kernel", "run", "stdio", "--working-dir", folder];
    log(`> ${[program, ...args].join(" ")}
`);
    const environment = { ...process.env, DOTNET_TieredPGO: "0", OMP_WAIT_POLICY: process.env.OMP_WAIT_POLICY ?? "PASSIVE" };
    this.process = (0, import_node_child_process2.spawn)(program, args, { cwd: folder, env: environment });
    (0, import_node_readline.createInterface)({ input: this.process.stdout }).on("line", (line) => this.receive(line));
    this.process.stderr.on("data", (data) => log(String(data)));
    this.process.stdin.on("error", () => void 0);
    this.end = new Promise((resolve) => {
      this.process.on("error", (error) => resolve(`${program} cannot be started: ${error.message}`));
      this.process.on("exit", (code, signal) => resolve(`The kernel has ended (${signal ?? `exit code ${code}`}).`));
    });
    void this.end.then((why) => {
      this.ended = true;
      log(`${why}
`);
    });
  }
  log;
  process;
  listeners = /* @__PURE__ */ new Map();
  ended = false;
  // or told to end
  /** Resolves with a sentence when the process has ended. */
  end;
  /** Sends a request and passes on what comes of it, however late: a thread may write after its cell. */
  send(channel, type, content, listener) {
    const id = (0, import_node_crypto.randomUUID)();
    if (listener) this.listeners.set(id, listener);
    this.process.stdin.write(JSON.stringify({ channel, header: { msg_id: id, msg_type: type }, parent_header: {}, content }) + "\n");
    return id;
  }
  /** Sends a request and waits for its answer; undefined when the kernel ends before. */
  ask(type, content, channel = "shell") {
    return new Promise((resolve) => {
      const id = this.send(channel, type, content, (message) => {
        if (message.channel !== channel) return;
        this.listeners.delete(id);
        resolve(message.content);
      });
      void this.end.then(() => resolve(void 0));
    });
  }
  /** Asks the process to end, and ends it when it does not. */
  async stop() {
    if (this.ended) return;
    this.ended = true;
    this.send("control", "shutdown_request", { restart: false });
    this.process.stdin.end();
    const timer = setTimeout(() => this.process.kill("SIGKILL"), PATIENCE_AT_THE_END);
    await this.end;
    clearTimeout(timer);
  }
  /** Without waiting, for a window that closes. */
  dispose() {
    this.ended = true;
    this.process.stdin.end();
  }
  receive(line) {
    const message = parse(line);
    if (!message) return this.log(line + "\n");
    this.listeners.get(message.parent_header.msg_id ?? "")?.(message);
  }
};

// src/languages.ts
var POLYGLOT = "polyglot-notebook";
var LANGUAGES = ["csharp", "fsharp", "html", "javascript", "mermaid", POLYGLOT];
function isDotNet(notebook) {
  const { kernelspec, language_info } = metadataOf(notebook);
  return [kernelspec?.name, kernelspec?.language, language_info?.name].some((name) => /^(\.net-|c#$|f#$|csharp$|polyglot)/i.test(name ?? ""));
}
function languageOf(cell) {
  const chosen = cell.document.languageId;
  const own = /f#|fsharp/i.test(metadataOf(cell.notebook).kernelspec?.name ?? "") ? "fsharp" : "csharp";
  if (chosen !== POLYGLOT && chosen !== own) return chosen;
  const { polyglot_notebook, dotnet_interactive } = metadataOf(cell);
  return polyglot_notebook?.kernelName ?? dotnet_interactive?.language ?? own;
}
function codeOf(cell) {
  const language = languageOf(cell);
  return language === "csharp" ? cell.document.getText() : `#!${language}
${cell.document.getText()}`;
}
function metadataOf(of) {
  return of.metadata.metadata ?? of.metadata;
}

// src/session.ts
var vscode4 = __toESM(require("vscode"));

// src/outputs.ts
var vscode3 = __toESM(require("vscode"));
var PLOTLY = "application/vnd.plotly.v1+json";
var encoder = new TextEncoder();
function valueOutput(bundle) {
  return new vscode3.NotebookCellOutput(items(bundle));
}
function items(bundle) {
  return Object.entries(bundle).filter(([type]) => !(PLOTLY in bundle && type === "text/html")).map(([type, value]) => item(type, value));
}
function item(type, value) {
  const isBinary = type.startsWith("image/") && type !== "image/svg+xml";
  if (isBinary) return new vscode3.NotebookCellOutputItem(Buffer.from(String(value), "base64"), type);
  return new vscode3.NotebookCellOutputItem(encoder.encode(typeof value === "string" ? value : JSON.stringify(value)), type);
}
function streamItem(name, text) {
  return name === "stderr" ? vscode3.NotebookCellOutputItem.stderr(text) : vscode3.NotebookCellOutputItem.stdout(text);
}
var PLACE = /\bcell (\d+)(?:, |:)line (\d+)/g;
function errorOutput(error, cellOf) {
  const stack = error.traceback.map((line) => escape(line).replace(PLACE, (place, order, number) => {
    const cell = cellOf(Number(order));
    return cell ? `<a href='${cell.document.uri.toString()}?line=${number}'>${place}</a>` : place;
  }));
  const item2 = vscode3.NotebookCellOutputItem.error({ name: error.ename, message: error.evalue, stack: stack.join("\n") });
  return new vscode3.NotebookCellOutput([item2]);
}
function escape(text) {
  return text.replace(/</g, "‹").replace(/>/g, "›");
}

// src/session.ts
var Session = class {
  constructor(kernel, controller, problems) {
    this.kernel = kernel;
    this.controller = controller;
    this.problems = problems;
  }
  kernel;
  controller;
  problems;
  displays = /* @__PURE__ */ new Map();
  cells = /* @__PURE__ */ new Map();
  // by execution order
  running;
  asking;
  /** Runs a cell; false when it failed or was stopped. */
  async run(cell) {
    const execution = this.controller.createNotebookCellExecution(cell);
    this.running = execution;
    this.problems.delete(cell.document.uri);
    execution.start(Date.now());
    await execution.clearOutput();
    const ok = await this.execute(cell, execution);
    execution.end(ok, Date.now());
    this.asking?.cancel();
    this.running = void 0;
    return ok;
  }
  interrupt() {
    this.kernel.send("control", "interrupt_request", {});
  }
  dispose() {
    this.kernel.dispose();
  }
  async execute(cell, execution) {
    let queue = Promise.resolve();
    const request = { code: codeOf(cell), silent: false, store_history: true, allow_stdin: true, stop_on_error: false };
    const finished = new Promise((resolve) => {
      let status;
      this.kernel.send("shell", "execute_request", request, (message) => {
        if (message.header.msg_type === "execute_reply") status = message.content.status;
        const isIdle = message.header.msg_type === "status" && message.content.execution_state === "idle";
        if (isIdle && status !== void 0) return resolve(status === "ok");
        queue = queue.then(() => this.take(message, cell, execution)).catch((error) => console.error(error));
      });
    });
    const ok = await Promise.race([finished, this.kernel.end.then((why) => this.ended(execution, why))]);
    await queue;
    return ok;
  }
  async ended(execution, why) {
    const text = `${why} Its variables are gone; running a cell starts a new one.
`;
    await execution.appendOutput(new vscode4.NotebookCellOutput([vscode4.NotebookCellOutputItem.stderr(text)]));
    return false;
  }
  async take(message, cell, execution) {
    const { content } = message;
    switch (message.header.msg_type) {
      case "execute_input":
        return this.count(cell, execution, Number(content.execution_count));
      case "input_request":
        return this.askReader(message);
      case "update_display_data":
        return this.update(content);
    }
    const target = this.running === execution ? execution : this.late(cell);
    await this.put(message, cell, target);
    if (target !== execution) target.end(void 0);
  }
  async put(message, cell, execution) {
    const { content } = message;
    switch (message.header.msg_type) {
      case "stream":
        return this.write(cell, execution, content.name, String(content.text));
      case "clear_output":
        return void await execution.clearOutput();
      case "execute_result":
      case "display_data": {
        const output = valueOutput(content.data);
        await execution.appendOutput(output);
        const id = content.transient?.display_id;
        if (id) this.displays.set(id, [...this.displays.get(id) ?? [], { cell, output }]);
        return;
      }
      case "error":
        return this.fail(cell, execution, content);
    }
  }
  /** Text joins the text before it, so that a thousand lines are one output. */
  async write(cell, execution, name, text) {
    const item2 = streamItem(name, text);
    const last = cell.outputs.at(-1);
    if (last?.items.at(-1)?.mime === item2.mime) await execution.appendOutputItems(item2, last);
    else await execution.appendOutput(new vscode4.NotebookCellOutput([item2]));
  }
  /** A value that is shown already has changed, perhaps in a cell that has ended. */
  async update(content) {
    const id = content.transient?.display_id;
    for (const { cell, output } of this.displays.get(id ?? "") ?? []) {
      const execution = this.running?.cell === cell ? this.running : this.late(cell);
      await execution.replaceOutputItems(items(content.data), output);
      if (execution !== this.running) execution.end(void 0);
    }
  }
  /** VS Code takes outputs only while a cell runs. */
  late(cell) {
    const execution = this.controller.createNotebookCellExecution(cell);
    execution.executionOrder = cell.executionSummary?.executionOrder;
    execution.start(cell.executionSummary?.timing?.startTime);
    return execution;
  }
  count(cell, execution, order) {
    execution.executionOrder = order;
    this.cells.set(order, cell);
  }
  async fail(cell, execution, error) {
    await execution.appendOutput(errorOutput(error, (order) => this.cells.get(order)));
    for (const line of error.traceback) {
      const place = [...line.matchAll(PLACE)].find((found) => this.cells.get(Number(found[1])) === cell);
      if (!place) continue;
      const at = Math.min(Number(place[2]), cell.document.lineCount) - 1;
      const problem = new vscode4.Diagnostic(cell.document.lineAt(at).range, error.evalue, vscode4.DiagnosticSeverity.Error);
      problem.source = error.ename;
      return this.problems.set(cell.document.uri, [problem]);
    }
  }
  async askReader(message) {
    const { prompt, password } = message.content;
    const asking = this.asking = new vscode4.CancellationTokenSource();
    const options = { prompt: String(prompt || "The cell waits for a line of input."), password: password === true, ignoreFocusOut: true };
    const value = await vscode4.window.showInputBox(options, asking.token);
    if (!asking.token.isCancellationRequested) this.kernel.send("stdin", "input_reply", { value: value ?? "" });
  }
};

// src/controller.ts
var Controller = class {
  constructor(log) {
    this.log = log;
    this.controller.supportedLanguages = LANGUAGES;
    this.controller.supportsExecutionOrder = true;
    this.controller.description = "the course's own kernel; no Python";
    this.controller.executeHandler = (cells, notebook) => this.enqueue(cells, notebook);
    this.controller.interruptHandler = (notebook) => this.interrupt(notebook);
    vscode5.workspace.notebookDocuments.forEach((notebook) => this.prefer(notebook));
  }
  log;
  controller = vscode5.notebooks.createNotebookController("csharp", "jupyter-notebook", ".NET (C#)");
  sessions = /* @__PURE__ */ new Map();
  queues = /* @__PURE__ */ new Map();
  problems = vscode5.languages.createDiagnosticCollection("C# cells");
  ran = new vscode5.EventEmitter();
  cancelled = /* @__PURE__ */ new Set();
  /** A cell has run, or a kernel has come or gone. */
  onDidRun = this.ran.event;
  /** Has VS Code take this kernel without asking for notebooks that are written in a language of .NET. */
  prefer(notebook) {
    if (!isDotNet(notebook)) return;
    this.controller.updateNotebookAffinity(notebook, vscode5.NotebookControllerAffinity.Preferred);
  }
  /** The kernel that a cell of C# belongs to, if it runs. */
  async kernelOf(document) {
    const cells = vscode5.workspace.notebookDocuments.flatMap((notebook) => notebook.getCells());
    const cell = cells.find((one) => one.document === document);
    return cell && languageOf(cell) === "csharp" ? this.kernelOfNotebook(cell.notebook) : void 0;
  }
  async kernelOfNotebook(notebook) {
    return (await this.sessions.get(notebook.uri.toString()))?.kernel;
  }
  /** Ends the kernel of a notebook, so that the next cell starts a new one. */
  async restart(notebook) {
    await this.close(notebook);
    await this.session(notebook);
    this.ran.fire();
  }
  async close(notebook) {
    const key = notebook.uri.toString();
    const session = this.sessions.get(key);
    this.sessions.delete(key);
    this.cancelled.add(key);
    await (await session)?.kernel.stop();
  }
  dispose() {
    for (const session of this.sessions.values()) void session.then((found) => found?.dispose());
    this.controller.dispose();
    this.problems.dispose();
  }
  /** VS Code may call again while cells run: those wait for their turn. */
  enqueue(cells, notebook) {
    const key = notebook.uri.toString();
    const turn = (this.queues.get(key) ?? Promise.resolve()).then(() => this.run(cells, notebook));
    this.queues.set(key, turn.catch(() => void 0));
    return turn;
  }
  async run(cells, notebook) {
    const key = notebook.uri.toString();
    const session = await this.session(notebook);
    if (!session) return;
    this.cancelled.delete(key);
    for (const cell of cells) {
      const ok = await session.run(cell);
      this.ran.fire();
      if (!ok || this.cancelled.has(key)) return;
    }
  }
  interrupt(notebook) {
    const key = notebook.uri.toString();
    this.cancelled.add(key);
    void this.sessions.get(key)?.then((session) => session?.interrupt());
  }
  session(notebook) {
    const key = notebook.uri.toString();
    const found = this.sessions.get(key) ?? this.start(notebook);
    this.sessions.set(key, found);
    return found;
  }
  async start(notebook) {
    const key = notebook.uri.toString();
    const folder = notebook.uri.scheme === "file" ? (0, import_node_path2.dirname)(notebook.uri.fsPath) : vscode5.workspace.workspaceFolders?.[0]?.uri.fsPath;
    const command = await kernelCommand(folder ?? process.cwd(), this.log);
    if (!command) {
      this.sessions.delete(key);
      return void 0;
    }
    const kernel = new KernelProcess(command, folder ?? process.cwd(), (text) => this.log.append(text));
    void kernel.end.then(() => {
      this.sessions.delete(key);
      this.ran.fire();
    });
    return new Session(kernel, this.controller, this.problems);
  }
};

// src/variables.ts
var vscode6 = __toESM(require("vscode"));
var Variables = class {
  constructor(controller) {
    this.controller = controller;
    controller.onDidRun(() => this.refresh());
    vscode6.window.onDidChangeActiveNotebookEditor(() => this.show());
    this.show();
  }
  controller;
  changed = new vscode6.EventEmitter();
  onDidChangeTreeData = this.changed.event;
  /** The view is there while a notebook of .NET is in front. Which kernel a notebook has only its own toolbar is told, not the window. */
  show() {
    const notebook = vscode6.window.activeNotebookEditor?.notebook;
    void vscode6.commands.executeCommand("setContext", "csharpNotebooks.isOpen", notebook !== void 0 && isDotNet(notebook));
    this.refresh();
  }
  refresh() {
    this.changed.fire();
  }
  getTreeItem(variable) {
    const item2 = new vscode6.TreeItem(variable.name);
    item2.description = `${variable.type}  ${variable.value.replace(/\s+/g, " ")}`;
    item2.tooltip = variable.value;
    item2.iconPath = new vscode6.ThemeIcon("symbol-variable");
    return item2;
  }
  async getChildren(variable) {
    const notebook = vscode6.window.activeNotebookEditor?.notebook;
    if (variable || !notebook) return [];
    const reply = await (await this.controller.kernelOfNotebook(notebook))?.ask("variables_request", {});
    return reply?.variables ?? [];
  }
};

// src/extension.ts
function activate(context) {
  const log = vscode7.window.createOutputChannel("C# Notebooks");
  const controller = new Controller(log);
  const variables = new Variables(controller);
  context.subscriptions.push(
    log,
    controller,
    assist(controller),
    vscode7.window.registerTreeDataProvider("csharpNotebooks.variables", variables),
    vscode7.workspace.onDidOpenNotebookDocument((notebook) => controller.prefer(notebook)),
    vscode7.workspace.onDidCloseNotebookDocument((notebook) => controller.close(notebook)),
    vscode7.commands.registerCommand("csharpNotebooks.restart", () => restart(controller)),
    vscode7.commands.registerCommand("csharpNotebooks.showLog", () => log.show()),
    vscode7.commands.registerCommand("csharpNotebooks.refreshVariables", () => variables.refresh())
  );
}
async function restart(controller) {
  const notebook = vscode7.window.activeNotebookEditor?.notebook;
  if (!notebook) return;
  const options = { location: vscode7.ProgressLocation.Window, title: "Restarting the C# kernel" };
  await vscode7.window.withProgress(options, () => controller.restart(notebook));
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  activate
});
