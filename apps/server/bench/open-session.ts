import { openAsBlob } from "node:fs";
import { Agent, request } from "node:http";
import type { SampleLogin } from "../src/setup/sample-data.ts";

/** Sends a request over HTTP, as a browser on a kept connection does, and reads the answer to its end. */
export type Call = (method: string, path: string, body?: unknown) => Promise<string>;

/** A file to be uploaded as the body of a call. */
export class FileBody {
  readonly path: string;
  readonly name: string;

  constructor(path: string, name: string) {
    this.path = path;
    this.name = name;
  }
}

/** Headers of a caller that takes packed answers, as browsers do, and does not look into them. */
export const PACKED = { "accept-encoding": "gzip" };

/** Signs a person in at a running server; answers a caller of its API that sends the given headers each time. */
export async function openSession(
  address: string,
  login: SampleLogin,
  extra: Readonly<Record<string, string>> = {},
): Promise<Call> {
  const base = `${address}/api/v1`;
  const headers = { ...(await sessionHeaders(address, login)), ...extra };
  return (method, path, body) =>
    body instanceof FileBody
      ? upload({ method, url: base + path, headers }, body)
      : send({ method, url: base + path, headers }, body);
}

/** Signs a person in; answers the headers by which our own pages are known from then on. */
export async function sessionHeaders(
  address: string,
  { email, password }: SampleLogin,
): Promise<Readonly<Record<string, string>>> {
  const answer = await fetch(`${address}/api/v1/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-requested-with": "mortise" },
    body: JSON.stringify({ login: email, password }),
  });
  await answer.arrayBuffer();
  const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  if (!cookie) throw new TypeError(`nobody could sign in as ${email}: ${answer.status}`);
  return { cookie, "x-requested-with": "mortise", "accept-language": "zh" };
}

// The plain client: with `fetch`, the measuring side would cost more than the server.
const agent = new Agent({ keepAlive: true });

interface Sending {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

function send({ method, url, headers }: Sending, body: unknown): Promise<string> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const all = text === undefined ? headers : { ...headers, "content-type": "application/json" };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers: all }, (reply) => {
      const pieces: Buffer[] = [];
      reply.on("data", (piece: Buffer) => pieces.push(piece));
      reply.on("error", reject);
      reply.on("end", () => {
        const answer = Buffer.concat(pieces).toString("utf8");
        if (reply.statusCode === 200) resolve(answer);
        else reject(new TypeError(`${method} ${url}: ${reply.statusCode} ${answer}`));
      });
    });
    sent.on("error", reject);
    sent.end(text);
  });
}

async function upload({ method, url, headers }: Sending, { path, name }: FileBody): Promise<string> {
  const form = new FormData();
  form.set("file", await openAsBlob(path), name);
  const reply = await fetch(url, { method, headers, body: form });
  const answer = await reply.text();
  if (!reply.ok) throw new TypeError(`${method} ${url}: ${reply.status} ${answer}`);
  return answer;
}
