// Completion, hover and signatures in cells, as the running kernel knows them: with the variables and usings of the cells before.
import * as vscode from "vscode";
import { Controller } from "./controller";

const SELECTOR: vscode.DocumentSelector = ["csharp", "polyglot-notebook"].map(language => ({ notebookType: "jupyter-notebook", language }));
const KINDS: Record<string, vscode.CompletionItemKind> = {
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
  structure: vscode.CompletionItemKind.Struct,
};

/** Registers the providers. */
export function assist(controller: Controller): vscode.Disposable {
  const completions = new Completions(controller);
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(SELECTOR, completions, ".", "#", "!"),
    vscode.languages.registerHoverProvider(SELECTOR, { provideHover: (document, at) => hover(controller, document, at) }),
    vscode.languages.registerSignatureHelpProvider(
      SELECTOR, { provideSignatureHelp: (document, at) => signatures(controller, document, at) }, "(", ","));
}

class Completion extends vscode.CompletionItem {
  constructor(text: string, kind: string, readonly document: vscode.TextDocument, readonly replaced: vscode.Range) {
    super(text, KINDS[kind] ?? vscode.CompletionItemKind.Text);
    this.range = replaced;
  }
}

class Completions implements vscode.CompletionItemProvider<Completion> {
  constructor(private readonly controller: Controller) {}

  async provideCompletionItems(document: vscode.TextDocument, at: vscode.Position): Promise<Completion[]> {
    const code = document.getText();
    const reply = await ask(this.controller, document, "complete_request", at);
    if (!reply) return [];
    const types = (reply.metadata as { _jupyter_types_experimental?: { type: string }[] })?._jupyter_types_experimental ?? [];
    const [from, to] = [reply.cursor_start, reply.cursor_end].map(count => document.positionAt(units(code, Number(count))));
    const replaced = new vscode.Range(from!, to!);
    return (reply.matches as string[]).map((text, i) => {
      const item = new Completion(text, types[i]?.type ?? "", document, replaced);
      item.sortText = String(i).padStart(5, "0");
      return item;
    });
  }

  /** Explains the item as if it stood in the cell already. */
  async resolveCompletionItem(item: Completion): Promise<Completion> {
    const kernel = await this.controller.kernelOf(item.document);
    const code = item.document.getText();
    const start = item.document.offsetAt(item.replaced.start);
    const text = code.slice(0, start) + item.label + code.slice(item.document.offsetAt(item.replaced.end));
    const reply = await kernel?.ask("inspect_request", { code: text, cursor_pos: points(text, start + 1), detail_level: 0 });
    item.documentation = explanation(reply);
    return item;
  }
}

async function hover(controller: Controller, document: vscode.TextDocument, at: vscode.Position): Promise<vscode.Hover | undefined> {
  const text = explanation(await ask(controller, document, "inspect_request", at));
  return text && new vscode.Hover(text);
}

async function signatures(
  controller: Controller, document: vscode.TextDocument, at: vscode.Position): Promise<vscode.SignatureHelp | undefined> {
  const reply = await ask(controller, document, "signature_request", at);
  const found = reply?.signatures as { label: string; documentation: string; parameters: string[] }[] | undefined;
  if (!found?.length) return undefined;
  const help = new vscode.SignatureHelp();
  help.signatures = found.map(one => {
    const signature = new vscode.SignatureInformation(one.label, one.documentation);
    signature.parameters = one.parameters.map(parameter => new vscode.ParameterInformation(parameter));
    return signature;
  });
  [help.activeSignature, help.activeParameter] = [Number(reply?.active_signature), Number(reply?.active_parameter)];
  return help;
}

async function ask(
  controller: Controller, document: vscode.TextDocument, type: string, at: vscode.Position): Promise<Record<string, unknown> | undefined> {
  const code = document.getText();
  const kernel = await controller.kernelOf(document);
  return kernel?.ask(type, { code, cursor_pos: points(code, document.offsetAt(at)), detail_level: 0 });
}

function explanation(reply: Record<string, unknown> | undefined): vscode.MarkdownString | undefined {
  const text = (reply?.data as Record<string, string> | undefined)?.["text/markdown"];
  return text ? new vscode.MarkdownString(text) : undefined;
}

/** Jupyter counts code points, VS Code UTF-16 units. */
const points = (code: string, offset: number): number => [...code.slice(0, offset)].length;
const units = (code: string, count: number): number => [...code].slice(0, count).join("").length;
