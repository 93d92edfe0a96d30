import { connect, type Socket } from "node:net";

/** One request of a load; the body is sent as JSON. */
export interface LoadRequest {
  readonly method: "GET" | "POST" | "PATCH";
  readonly path: string;
  readonly body?: unknown;
  /** Besides those that every request carries. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where a load goes, and what every request of it carries. */
export interface LoadTarget {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
}

const HEAD_END = Buffer.from("\r\n\r\n");

/**
 * A kept connection that sends one request after the other. Written over the bare socket: an HTTP client of Node would
 * take more of the processor than the servers that are measured.
 */
export class LoadConnection {
  readonly #socket: Socket;
  readonly #head: string;
  #pieces: Buffer[] = [];
  #length = 0;
  #wanted = 0;
  #done: ((status: number) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(socket: Socket, { address, headers }: LoadTarget) {
    this.#socket = socket;
    const all = { host: new URL(address).host, ...headers };
    this.#head = headLines(all);
    socket.setNoDelay(true);
    socket.on("data", (piece: Buffer) => this.#take(piece));
    socket.on("error", (error) => this.#failed?.(error));
    socket.on("close", () => this.#failed?.(new TypeError("the server closed the connection")));
  }

  /** Connects. */
  static open(target: LoadTarget): Promise<LoadConnection> {
    const { hostname, port } = new URL(target.address);
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port) });
      socket.once("error", reject);
      socket.once("connect", () => resolve(new LoadConnection(socket, target)));
    });
  }

  /** Sends a request and reads the answer to its end; anything but 200 is an error that shows it. */
  async ask({ method, path, body, headers = {} }: LoadRequest): Promise<Buffer> {
    const text = body === undefined ? "" : JSON.stringify(body);
    const size =
      body === undefined
        ? ""
        : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`;
    const status = await new Promise<number>((resolve, reject) => {
      this.#done = resolve;
      this.#failed = reject;
      this.#socket.write(
        `${method} ${path} HTTP/1.1\r\n${this.#head}${headLines(headers)}${size}\r\n${text}`,
      );
    });
    const answer = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#length = 0;
    this.#wanted = 0;
    if (status !== 200) throw new TypeError(`${method} ${path}: ${answer.toString("utf8").slice(0, 2000)}`);
    return answer;
  }

  /** The answer's JSON: for looking at what is measured. */
  static json(answer: Buffer): unknown {
    return JSON.parse(answer.subarray(answer.indexOf(HEAD_END) + HEAD_END.length).toString("utf8"));
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  #take(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#wanted === 0) this.#wanted = this.#sizeOfAnswer();
    if (this.#wanted === 0 || this.#length < this.#wanted) return;
    const status = Number(this.#pieces[0]?.toString("latin1", 9, 12));
    this.#done?.(status);
  }

  /** 0 until the head is there. Both servers say how long their answers are. */
  #sizeOfAnswer(): number {
    const start = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces);
    const end = start?.indexOf(HEAD_END) ?? -1;
    if (!start || end < 0) return 0;
    const length = /content-length: (\d+)/i.exec(start.toString("latin1", 0, end))?.[1];
    if (length === undefined) throw new TypeError("an answer of unknown length");
    return end + HEAD_END.length + Number(length);
  }
}

function headLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
}
