// The kernel's process: requests out, messages in. It ends when its input does, so it cannot outlive the window.
import { ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { Channel, Message, parse } from "./messages";

/** Takes what the kernel says about one request. */
export type Listener = (message: Message) => void;

const PATIENCE_AT_THE_END = 3000; // ms

export class KernelProcess {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly listeners = new Map<string, Listener>();
  private ended = false; // or told to end

  /** Resolves with a sentence when the process has ended. */
  readonly end: Promise<string>;

  constructor(command: readonly string[], folder: string, private readonly log: (text: string) => void) {
    const [program = "", ...first] = command;
    const args = [...first, "kernel", "run", "stdio", "--working-dir", folder];
    log(`> ${[program, ...args].join(" ")}\n`);
    const environment = { ...process.env, DOTNET_TieredPGO: "0", OMP_WAIT_POLICY: process.env.OMP_WAIT_POLICY ?? "PASSIVE" };
    this.process = spawn(program, args, { cwd: folder, env: environment });
    createInterface({ input: this.process.stdout }).on("line", line => this.receive(line));
    this.process.stderr.on("data", data => log(String(data)));
    this.process.stdin.on("error", () => undefined); // the process is gone: `end` says so
    this.end = new Promise(resolve => {
      this.process.on("error", error => resolve(`${program} cannot be started: ${error.message}`));
      this.process.on("exit", (code, signal) => resolve(`The kernel has ended (${signal ?? `exit code ${code}`}).`));
    });
    void this.end.then(why => {
      this.ended = true;
      log(`${why}\n`);
    });
  }

  /** Sends a request and passes on what comes of it, however late: a thread may write after its cell. */
  send(channel: Channel, type: string, content: object, listener?: Listener): string {
    const id = randomUUID();
    if (listener) this.listeners.set(id, listener);
    this.process.stdin.write(JSON.stringify({ channel, header: { msg_id: id, msg_type: type }, parent_header: {}, content }) + "\n");
    return id;
  }

  /** Sends a request and waits for its answer; undefined when the kernel ends before. */
  ask(type: string, content: object, channel: Channel = "shell"): Promise<Record<string, unknown> | undefined> {
    return new Promise(resolve => {
      const id = this.send(channel, type, content, message => {
        if (message.channel !== channel) return;
        this.listeners.delete(id);
        resolve(message.content);
      });
      void this.end.then(() => resolve(undefined));
    });
  }

  /** Asks the process to end, and ends it when it does not. */
  async stop(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    this.send("control", "shutdown_request", { restart: false });
    this.process.stdin.end();
    const timer = setTimeout(() => this.process.kill("SIGKILL"), PATIENCE_AT_THE_END);
    await this.end;
    clearTimeout(timer);
  }

  /** Without waiting, for a window that closes. */
  dispose(): void {
    this.ended = true;
    this.process.stdin.end();
  }

  private receive(line: string): void {
    const message = parse(line);
    if (!message) return this.log(line + "\n");
    this.listeners.get(message.parent_header.msg_id ?? "")?.(message);
  }
}
