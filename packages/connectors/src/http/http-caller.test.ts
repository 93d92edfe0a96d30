import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import type { HostAddress } from "./addresses.ts";
import type { HttpCall } from "./http-call.ts";
import { createHttpCaller, type HttpCallerOptions } from "./http-caller.ts";

const closing: (() => void)[] = [];
afterAll(() => closing.forEach((close) => close()));

interface Heard {
  readonly url: string;
  readonly method: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A server on this machine that remembers what it was asked. */
async function listening(answer: (request: Heard, response: ServerResponse) => void) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const one = { url: request.url ?? "", method: request.method ?? "", headers: request.headers, body };
      heard.push(one);
      answer(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // listens on TCP
  return { heard, port, host: `127.0.0.1:${port}` };
}

/** A caller that may go to these hosts, also on this machine. */
function callerTo(hosts: readonly string[], rest: Partial<HttpCallerOptions> = {}) {
  return createHttpCaller({ allowedHosts: async () => hosts, privateHosts: hosts, ...rest });
}
function aCall(url: string, rest: Partial<HttpCall> = {}): HttpCall {
  return { method: "GET", url: new URL(url), headers: [], timeoutMs: 20_000, mostBytes: 1_000_000, ...rest };
}
const faultOf = async (answer: ReturnType<ReturnType<typeof createHttpCaller>>) => {
  const outcome = await answer;
  return outcome.ok ? outcome.reply.status : outcome.fault;
};

test("a request arrives as it was made, and the answer comes back as text", async () => {
  const { heard, host } = await listening((_request, response) => {
    response.writeHead(201, { "content-type": "application/json; charset=utf-8", "x-id": "7" });
    response.end('{"名称":"好"}');
  });
  const outcome = await callerTo([host])(
    aCall(`http://${host}/orders?x=%E4%B8%AD`, {
      method: "POST",
      headers: [
        ["content-type", "application/json"],
        ["X-Name", "张三\r\nX-Evil: 1"],
      ],
      body: '{"a":1}',
    }),
  );
  expect(outcome).toMatchObject({
    ok: true,
    reply: { status: 201, body: '{"名称":"好"}', headers: { "x-id": "7" } },
  });
  expect(heard[0]).toMatchObject({ method: "POST", url: "/orders?x=%E4%B8%AD", body: '{"a":1}' });
  // One header in one line, its letters as bytes of UTF-8.
  expect(Buffer.from(String(heard[0]?.headers["x-name"]), "latin1").toString()).toBe("张三 X-Evil: 1");
  expect(heard[0]?.headers["x-evil"]).toBeUndefined();
});

test("without a list nothing may be called; a list names hosts, ports and names below", async () => {
  const { heard, host, port } = await listening((_request, response) => void response.end("ok"));
  expect(await faultOf(callerTo([])(aCall(`http://${host}/`)))).toBe("not-allowed");
  expect(await faultOf(callerTo(["127.0.0.1"])(aCall(`http://${host}/`)))).toBe("not-allowed");
  const resolve = async (): Promise<readonly HostAddress[]> => [{ address: "127.0.0.1", family: 4 }];
  const below = callerTo([`*.example.com:${port}`], { resolve });
  expect(await faultOf(below(aCall(`http://example.com:${port}/`)))).toBe("not-allowed");
  expect(await faultOf(below(aCall(`http://evilexample.com:${port}/`)))).toBe("not-allowed");
  expect(await faultOf(below(aCall(`http://api.example.com:${port}/`)))).toBe(200);
  expect(heard).toHaveLength(1);
});

const INSIDE = [
  "127.0.0.1",
  "127.1",
  "0.0.0.0",
  "[::1]",
  "[::]",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.100.100.200",
  "100.64.0.1",
  "2130706433",
  "0177.0.0.1",
  "0x7f.1",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[64:ff9b::7f00:1]",
  "[2002:7f00:1::]",
  "[fe80::1]",
  "[fd00:ec2::254]",
  "224.0.0.1",
  "255.255.255.255",
];

test.each(INSIDE)("nobody is sent to %s, however it is written, though it is on the list", async (host) => {
  const url = new URL(`http://${host}/`);
  const call = createHttpCaller({ allowedHosts: async () => [url.hostname] });
  expect(await faultOf(call(aCall(url.href)))).toBe("private");
});

test.each(["169.254.169.254", "100.100.100.200", "[fe80::1]", "0.0.0.0"])(
  "the services of a cloud at %s stay closed, whoever allows them",
  async (host) => {
    expect(await faultOf(callerTo([host])(aCall(`http://${host}/latest/meta-data`)))).toBe("private");
  },
);

test("a name that leads to a private address among public ones is not called at all", async () => {
  const resolve = async (): Promise<readonly HostAddress[]> => [
    { address: "93.184.215.14", family: 4 },
    { address: "127.0.0.1", family: 4 },
  ];
  const call = createHttpCaller({ allowedHosts: async () => ["shop.example.com"], resolve });
  expect(await faultOf(call(aCall("http://shop.example.com/")))).toBe("private");
});

test("a name that changes its address after it was looked at leads nowhere else", async () => {
  const { heard, port } = await listening((_request, response) => void response.end("ok"));
  let asked = 0;
  // What the resolver says next would lead elsewhere; it is not asked again.
  const resolve = async (): Promise<readonly HostAddress[]> => {
    asked += 1;
    return [{ address: asked === 1 ? "127.0.0.1" : "127.0.0.2", family: 4 }];
  };
  const host = `rebinding.example.com:${port}`;
  expect(await faultOf(callerTo([host], { resolve })(aCall(`http://${host}/`)))).toBe(200);
  expect([asked, heard.length]).toEqual([1, 1]);
  expect(heard[0]?.headers.host).toBe(host);
});

test("each redirect is looked at anew: to other hosts, inside, round in circles, out of encryption", async () => {
  const elsewhere = await listening((_request, response) => void response.end("there"));
  const { host } = await listening(({ url }, response) => {
    const to: Readonly<Record<string, string>> = {
      "/inside": "http://127.0.0.1:1/",
      "/metadata": "http://169.254.169.254/",
      "/round": "/round",
      "/file": "file:///etc/passwd",
      "/there": `http://${elsewhere.host}/x`,
      "/same": "/end",
    };
    const location = to[url];
    if (location === undefined) response.end("end");
    else response.writeHead(302, { location }).end();
  });
  const call = callerTo([host, elsewhere.host, "169.254.169.254"]);
  const follow = (path: string, rest: Partial<HttpCall> = {}) =>
    faultOf(call(aCall(`http://${host}${path}`, rest)));
  expect(await follow("/inside")).toBe("not-allowed");
  expect(await follow("/metadata")).toBe("private");
  expect(await follow("/round")).toBe("redirect");
  expect(await follow("/file")).toBe("invalid");
  expect(await follow("/same")).toBe(200);
  const secret = {
    headers: [
      ["authorization", "Bearer s3cret"],
      ["accept", "text/plain"],
    ],
  } as const;
  expect(await follow("/there", { ...secret, method: "POST", body: "x" })).toBe(200);
  expect(elsewhere.heard[0]).toMatchObject({ method: "GET", body: "", headers: { accept: "text/plain" } });
  expect(elsewhere.heard[0]?.headers.authorization).toBeUndefined();
});

test("content goes to no other host by a redirect that keeps the method", async () => {
  const elsewhere = await listening((_request, response) => void response.end());
  const { host } = await listening((_request, response) => {
    response.writeHead(307, { location: `http://${elsewhere.host}/` }).end();
  });
  const call = callerTo([host, elsewhere.host]);
  expect(await faultOf(call(aCall(`http://${host}/`, { method: "POST", body: "secret" })))).toBe("redirect");
  expect(elsewhere.heard).toEqual([]);
});

test("answers are cut off at their size, also when they were packed small, and at the time that there is", async () => {
  const { host } = await listening(({ url }, response) => {
    if (url === "/bomb") {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(gzipSync(Buffer.alloc(50_000_000)));
    } else if (url === "/endless") {
      const fill = (): void => {
        while (response.write(Buffer.alloc(65_536)));
        response.once("drain", fill);
      };
      fill();
    } else if (url === "/drip") {
      const dripping = setInterval(() => response.write("."), 10);
      response.on("close", () => clearInterval(dripping));
    } else if (url === "/packed") {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(gzipSync("packed"));
    }
  });
  const call = callerTo([host]);
  const at = (path: string, rest: Partial<HttpCall> = {}) => call(aCall(`http://${host}${path}`, rest));
  expect(await faultOf(at("/bomb"))).toBe("too-long");
  expect(await faultOf(at("/endless"))).toBe("too-long");
  expect(await faultOf(at("/drip", { timeoutMs: 300 }))).toBe("timeout");
  expect(await faultOf(at("/silent", { timeoutMs: 300 }))).toBe("timeout");
  expect(await at("/packed")).toMatchObject({ ok: true, reply: { body: "packed" } });
});

test("what is no address of the web is refused; who is not there is told as such", async () => {
  const call = callerTo(["example.com", "127.0.0.1:1"]);
  for (const url of [
    "file:///etc/passwd",
    "gopher://example.com/",
    "data:text/plain,x",
    "http://user:pw@example.com/",
  ])
    expect(await faultOf(call(aCall(url)))).toBe("invalid");
  expect(await faultOf(call(aCall("http://127.0.0.1:1/")))).toBe("unreachable");
  const resolve = () => Promise.reject(new TypeError("no such name"));
  const unknown = createHttpCaller({ allowedHosts: async () => ["nowhere.example.com"], resolve });
  expect(await faultOf(unknown(aCall("http://nowhere.example.com/")))).toBe("unreachable");
});

test("a process that stops ends its calls and says so", async () => {
  const { host } = await listening(() => undefined);
  const stopping = new AbortController();
  const call = callerTo([host])(aCall(`http://${host}/`, { signal: stopping.signal }));
  stopping.abort(new TypeError("stopping"));
  await expect(call).rejects.toThrow("stopping");
});
