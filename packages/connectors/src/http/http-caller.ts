import { Agent, errors, request } from "undici";
import {
  type HostAddress,
  isPublicAddress,
  literalAddress,
  mayBeAllowed,
  type Resolve,
  systemResolve,
} from "./addresses.ts";
import { isListedHost } from "./hosts.ts";
import type { HttpCall, HttpFault, HttpOutcome, HttpReply } from "./http-call.ts";
import { readBody, TooLong } from "./read-body.ts";
import { nextHop } from "./redirect.ts";

/** Where calls may go. */
export interface HttpCallerOptions {
  /** The hosts that the administrator allows; asked for every call, so that a change counts at once. */
  readonly allowedHosts: () => Promise<readonly string[]>;
  /** Hosts of the own network that whoever runs the server lets be called as well. */
  readonly privateHosts?: readonly string[];
  /** The system's resolver by default. */
  readonly resolve?: Resolve;
}

/** Calls other systems. Answers how it went and throws nothing but its own mistakes. */
export type HttpCaller = (call: HttpCall) => Promise<HttpOutcome>;

/** Redirects that are followed. */
const MOST_HOPS = 5;

/** Thrown between the parts of a call to say why it ends; never seen outside. */
class Fault extends Error {
  readonly fault: HttpFault;
  constructor(fault: HttpFault) {
    super(fault);
    this.fault = fault;
  }
}

/**
 * A caller that goes nowhere but to allowed hosts. A name is resolved first, every address behind it is looked at, and the
 * connection is made to the very address that was looked at; the same again for each redirect.
 */
export function createHttpCaller({
  allowedHosts,
  privateHosts = [],
  resolve = systemResolve,
}: HttpCallerOptions): HttpCaller {
  return async (call) => {
    const hosts = await allowedHosts();
    const deadline = AbortSignal.timeout(call.timeoutMs);
    const signal = call.signal ? AbortSignal.any([deadline, call.signal]) : deadline;
    let hop: HttpCall = { ...call, signal };
    try {
      for (let hops = 0; hops <= MOST_HOPS; hops += 1) {
        const reply = await within(signal, callOnce(hop, { hosts, privateHosts, resolve }));
        const next = nextHop(hop, reply);
        if (next === undefined) return { ok: true, reply };
        if (next === "refused") throw new Fault("redirect");
        hop = next;
      }
      throw new Fault("redirect");
    } catch (error) {
      // Whoever stops the process wants to know that it was stopped.
      call.signal?.throwIfAborted();
      const fault = deadline.aborted ? "timeout" : faultOf(error);
      return { ok: false, fault, host: hop.url.host };
    }
  };
}

interface Guard {
  readonly hosts: readonly string[];
  readonly privateHosts: readonly string[];
  readonly resolve: Resolve;
}

async function callOnce(call: HttpCall, guard: Guard): Promise<HttpReply> {
  const { url, method, headers, body, signal, mostBytes } = call;
  if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    throw new Fault("invalid");
  if (!isListedHost(guard.hosts, url)) throw new Fault("not-allowed");
  const { address, family } = await checkedAddress(url, guard);
  // One connection for one call: nothing of what was looked at for another one is used again.
  const agent = new Agent({
    allowH2: false,
    connections: 1,
    pipelining: 0,
    maxHeaderSize: 32_768,
    connect: {
      // Asked by the socket for the name: it gets the address that was looked at, whatever the resolver says by now.
      lookup: (_host, options, done) =>
        options.all ? done(null, [{ address, family }]) : done(null, address, family),
    },
  });
  try {
    const answer = await request(url, {
      dispatcher: agent,
      method,
      headers: headers.flatMap(([name, value]) => [name, encodedHeader(value)]),
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const plain = plainHeaders(answer.headers);
    return {
      status: answer.statusCode,
      headers: plain,
      body: await readBody(answer.body, plain, mostBytes),
    };
  } finally {
    // Also what is still being read is let go.
    void agent.destroy();
  }
}

/** The address to connect to; every address behind the name has to be one that may be called. */
async function checkedAddress(url: URL, { privateHosts, resolve }: Guard): Promise<HostAddress> {
  const literal = literalAddress(url.hostname);
  const found = literal ? [literal] : await resolve(url.hostname).catch(() => []);
  const [first] = found;
  if (!first) throw new Fault("unreachable");
  const isOwn = isListedHost(privateHosts, url);
  const isFine = ({ address }: HostAddress): boolean =>
    isPublicAddress(address) || (isOwn && mayBeAllowed(address));
  if (!found.every(isFine)) throw new Fault("private");
  return first;
}

/** Headers hold bytes: other letters go as UTF-8, as browsers send them. What would end the line is left out. */
function encodedHeader(value: string): string {
  const line = value.replace(/\p{Cc}+/gu, " ").trim();
  return Buffer.from(line, "utf8").toString("latin1");
}

function plainHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [[name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value] as const],
  );
  return Object.fromEntries(entries);
}

/** Ends with the signal even where a resolver or a socket does not listen to it. */
async function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(new Fault("timeout"));
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", stop);
    promise.catch(() => undefined);
    work.catch(() => undefined);
  }
}

function faultOf(error: unknown): HttpFault {
  if (error instanceof Fault) return error.fault;
  if (error instanceof TooLong) return "too-long";
  if (error instanceof errors.InvalidArgumentError || error instanceof TypeError) return "invalid";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^(ERR_TLS|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_SSL)/.test(code)
    ? "certificate"
    : "unreachable";
}
