import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { routes } from "@mortise/contract";
import { describe, expect, test } from "vitest";
import { type Caller, useServer } from "../fixtures/test-server.ts";

const app = useServer();

function form(name: string, type: string, content: string) {
  const boundary = "----mortise-test";
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
  return {
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.from(`${head}${content}\r\n--${boundary}--\r\n`),
  };
}

async function upload(caller: Caller, name: string, type = "text/plain", content = "内容") {
  const answer = await caller.send({ method: "POST", url: "/api/v1/files", ...form(name, type, content) });
  expect(answer.status).toBe(200);
  return answer.body as { id: string; name: string; size: number; type: string };
}

async function download(caller: Caller, id: string) {
  return caller.call(routes.downloadFile, { params: { id } });
}

describe("a file", () => {
  test("comes back with its content and its name, whatever letters that has", async () => {
    const lina = await app.as("lina");
    for (const name of ["报价单 (2026)'s*.docx", "𠮷野家🧩.txt", "plain.txt"]) {
      const file = await upload(lina, name);
      expect(file).toMatchObject({ name, size: Buffer.byteLength("内容") });
      const { status, headers, text } = await download(lina, file.id);
      expect({ status, text }).toEqual({ status: 200, text: "内容" });
      const encoded = /filename\*=UTF-8''([\w.%-]+)$/.exec(String(headers["content-disposition"]))?.[1];
      expect(decodeURIComponent(encoded ?? "")).toBe(name);
    }
  });

  test("keeps no path, no line break and no reversed reading direction in its name", async () => {
    const lina = await app.as("lina");
    for (const name of ["../../etc/passwd", "C:\\\\Windows\\\\x.txt", "evil\u202egpj.exe", ".."]) {
      const file = await upload(lina, name);
      expect(file.name).not.toMatch(/[/\\\r\n\u202e]/);
      const { headers } = await download(lina, file.id);
      expect(String(headers["content-disposition"])).toMatch(
        /^attachment; filename="[^"]*"; filename\*=UTF-8''[\w.%-]+$/,
      );
    }
  });

  test("cannot run scripts in our name: pages, drawings and documents are downloaded in a sandbox", async () => {
    const lina = await app.as("lina");
    const script = "<script>alert(1)</script>";
    for (const type of [
      "text/html",
      "image/svg+xml",
      "application/xhtml+xml",
      "application/pdf",
      "text/xml",
    ]) {
      const { headers } = await download(lina, (await upload(lina, "a.png", type, script)).id);
      expect(headers).toMatchObject({
        "content-type": "application/octet-stream",
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox; default-src 'none'",
      });
      expect(String(headers["content-disposition"])).toMatch(/^attachment/);
    }
    const picture = await download(lina, (await upload(lina, "a.png", "image/png", script)).id);
    expect(picture.headers).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
    });
    expect(String(picture.headers["content-disposition"])).toMatch(/^inline/);
  });

  test("needs somebody signed in, and is not there when its id or its content is not", async () => {
    const lina = await app.as("lina");
    const { id } = await upload(lina, "a.txt");
    expect((await download(app.anonymous, id)).status).toBe(401);
    expect(
      (await app.anonymous.send({ method: "POST", url: "/api/v1/files", ...form("a", "b/c", "d") })).status,
    ).toBe(401);
    expect((await download(lina, "01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d")).status).toBe(404);
    rmSync(join(app.services.config.dataDir, "files", id.slice(0, 2), id));
    expect((await download(lina, id)).status).toBe(404);
  });

  test("leaves nothing behind on its way in", async () => {
    const lina = await app.as("lina");
    await upload(lina, "a.txt");
    const folder = join(app.services.config.dataDir, "uploads");
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  });

  test("is refused as anything but a form with a file", async () => {
    const lina = await app.as("lina");
    const url = "/api/v1/files";
    const json = await lina.send({ method: "POST", url, payload: { file: { path: "/etc/passwd" } } });
    expect(json.status).toBe(415);
    const { headers } = form("", "", "");
    const empty = await lina.send({ method: "POST", url, headers, payload: "------mortise-test--\r\n" });
    expect(empty.status).toBe(400);
  });
});
