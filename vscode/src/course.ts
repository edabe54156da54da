// Finds the program that is the kernel, and builds it where it lies in source.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir, platform } from "node:os";
import { dirname, join } from "node:path";
import * as vscode from "vscode";

const PROJECTS = ["lib/Course.Cli", "lib/Attention.Interactive"];
const PROGRAM = "lib/Course.Cli/bin/Release/course.dll";
const DOWNLOAD = "https://dotnet.microsoft.com/download";

/** The program of the kernel and its first arguments, built if need be; undefined when there is none and the reader was told. */
export async function kernelCommand(notebookFolder: string, log: vscode.OutputChannel): Promise<string[] | undefined> {
  const chosen = vscode.workspace.getConfiguration("csharpNotebooks").get<string[]>("kernelCommand", []);
  if (chosen.length > 0) return chosen;
  const course = courseAbove(notebookFolder) ?? vscode.workspace.workspaceFolders?.map(f => courseAbove(f.uri.fsPath)).find(Boolean);
  if (course) return (await isBuilt(course, log)) ? ["dotnet", join(course, PROGRAM)] : undefined;
  const installed = installedCommand();
  if (installed) return installed;
  void vscode.window.showErrorMessage(
    "No C# kernel was found: neither the course's folder (the one with Course.sln) above this notebook, nor one made known by " +
      "'course kernel install', nor the setting csharpNotebooks.kernelCommand.");
  return undefined;
}

function courseAbove(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "Course.sln")) && existsSync(join(at, PROJECTS[0]!))) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** What `course kernel install` has written for Jupyter, without the part that is Jupyter's. */
function installedCommand(): string[] | undefined {
  const file = join(jupyterFolder(), "kernels", ".net-csharp", "kernel.json");
  try {
    const spec = JSON.parse(readFileSync(file, "utf8")) as { argv: string[]; metadata?: Record<string, unknown> };
    const at = spec.argv.indexOf("kernel");
    return spec.metadata?.attention_patterns_course && at > 0 ? spec.argv.slice(0, at) : undefined;
  } catch {
    return undefined;
  }
}

function jupyterFolder(): string {
  if (process.env.JUPYTER_DATA_DIR) return process.env.JUPYTER_DATA_DIR;
  if (platform() === "win32") return join(process.env.APPDATA ?? homedir(), "jupyter");
  if (platform() === "darwin") return join(homedir(), "Library", "Jupyter");
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "jupyter");
}

async function isBuilt(course: string, log: vscode.OutputChannel): Promise<boolean> {
  if (existsSync(join(course, PROGRAM)) && existsSync(join(course, PROJECTS[1]!, "bin/Release/Attention.Interactive.dll"))) return true;
  const title = "Building the course, once: one to three minutes";
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const failure = await vscode.window.withProgress(options, async (progress, token) => {
    for (const project of PROJECTS) {
      progress.report({ message: project, increment: 100 / PROJECTS.length / 2 });
      const failed = await run(["build", project, "-c", "Release"], course, log, token);
      if (failed) return failed;
      progress.report({ increment: 100 / PROJECTS.length / 2 });
    }
    return undefined;
  });
  if (failure) void explain(failure, log);
  return !failure;
}

/** Runs dotnet; undefined when it went well, else why not. */
function run(args: string[], folder: string, log: vscode.OutputChannel, token: vscode.CancellationToken): Promise<string | undefined> {
  return new Promise(resolve => {
    log.appendLine(`> dotnet ${args.join(" ")}`);
    const child = spawn("dotnet", args, { cwd: folder, env: process.env });
    token.onCancellationRequested(() => child.kill());
    for (const stream of [child.stdout, child.stderr]) stream.on("data", data => log.append(String(data)));
    child.on("error", () => resolve("dotnet"));
    const why = (): string => (token.isCancellationRequested ? "The build was stopped." : "The build failed.");
    child.on("exit", code => resolve(code === 0 ? undefined : why()));
  });
}

async function explain(failure: string, log: vscode.OutputChannel): Promise<void> {
  const isMissing = failure === "dotnet";
  const action = isMissing ? "Get .NET" : "Show the log";
  const text = isMissing ? "The program 'dotnet' was not found. The notebooks need the .NET SDK 10." : failure;
  if ((await vscode.window.showErrorMessage(text, action)) !== action) return;
  if (isMissing) await vscode.env.openExternal(vscode.Uri.parse(DOWNLOAD));
  else log.show();
}
