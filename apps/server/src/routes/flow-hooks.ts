import { Readable } from "node:stream";
import { HOOK_SIGNATURE_HEADER, routes } from "@mortise/contract";
import type { Json } from "@mortise/kit";
import type { preParsingAsyncHookHandler } from "fastify";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** Bodies as they came, by request: signatures are made over them. */
const bodies = new WeakMap<object, Buffer>();
const MOST_BYTES = 1024 * 1024;

const keepBody: preParsingAsyncHookHandler = async (request, _reply, payload) => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    // The parser refuses what is longer, by its own limit.
    if (size > MOST_BYTES + 1) break;
    chunks.push(bytes);
  }
  const whole = Buffer.concat(chunks);
  bodies.set(request, whole);
  return Readable.from([whole]);
};

const CALLERS = {
  config: { rateLimit: { max: 1_200, timeWindow: "1 minute" } },
  bodyLimit: MOST_BYTES,
  preParsing: keepBody,
};

/** Addresses to which other systems send what starts flows. */
export function registerFlowHookRoutes(handle: Handle, { process }: Services): void {
  handle(
    routes.receiveHook,
    async ({ params, body, request, reply }) => {
      const { headers, ip } = request;
      const answer = await process.receive({
        token: params.token,
        // Parsed from JSON by the server.
        body: (body ?? null) as Json,
        raw: bodies.get(request) ?? Buffer.alloc(0),
        peer: ip,
        signature: single(headers[HOOK_SIGNATURE_HEADER]),
        key: single(headers["idempotency-key"]),
      });
      if (answer.reply === undefined) return { id: answer.id ?? null };
      return reply.type("text/plain; charset=utf-8").send(answer.reply);
    },
    CALLERS,
  );
  handle(routes.flowHook, async ({ params }) => copied(await process.hookPage(params)));
  handle(routes.renewFlowHook, async ({ params }) => copied(await process.renewHook(params)));
}

function single(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? header : undefined;
}

function copied({ token, secret, calls }: Awaited<ReturnType<Services["process"]["hookPage"]>>) {
  return {
    token,
    secret,
    calls: calls.map(({ id, at, peer, body, record, problem }) => ({ id, at, peer, body, record, problem })),
  };
}
