// Jupyter's messages as `course kernel run stdio` writes them: a line of JSON each.

export type Channel = "shell" | "control" | "stdin" | "iopub";

export interface Header {
  msg_id: string;
  msg_type: string;
}

export interface Message {
  channel: Channel;
  header: Header;
  parent_header: Partial<Header>;
  content: Record<string, unknown>;
}

/** A bundle of one value in several MIME types. */
export type MimeBundle = Record<string, unknown>;

/** What went wrong in a cell. */
export interface CellError {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** Reads a line; undefined for what is no message, such as what a native library prints. */
export function parse(line: string): Message | undefined {
  try {
    const message = JSON.parse(line) as Message;
    return message?.header?.msg_type && message.content ? message : undefined;
  } catch {
    return undefined;
  }
}
