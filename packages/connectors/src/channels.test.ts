import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, expect, test } from "vitest";
import { emailChannel, smsChannel } from "./index.ts";
import { aliyunSignature } from "./sms/aliyun-signature.ts";

const closing: (() => void)[] = [];
afterAll(() => closing.forEach((close) => close()));

interface Heard {
  readonly request: IncomingMessage;
  readonly body: string;
}

/** A gateway that answers every request alike and remembers them. */
async function gateway(status: number, answer: string) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      heard.push({ request, body });
      response.writeHead(status).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  return { heard, port: (server.address() as AddressInfo).port }; // listens on TCP
}

const message = {
  to: "+8613800138000",
  subject: "验证码",
  text: "验证码 123456",
  template: { code: "123456" },
};

test("e-mail reaches a real mail server, one recipient, subject in one line", async () => {
  const mails: { readonly to: readonly string[]; readonly source: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      let source = "";
      stream.on("data", (chunk) => (source += String(chunk)));
      stream.on("end", () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), source });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  closing.push(() => server.close());
  const { port } = server.server.address() as AddressInfo; // listens on TCP
  const channel = emailChannel(`smtp://127.0.0.1:${port}`, "Mortise <no-reply@example.com>");
  await channel.send({
    ...message,
    to: "ada@example.com",
    subject: "Code\r\nBcc: thief@example.com",
    text: "Your code is 123456",
  });
  expect(mails).toHaveLength(1);
  expect(mails[0]?.to).toEqual(["ada@example.com"]);
  expect(mails[0]?.source).toContain("Your code is 123456");
  expect(mails[0]?.source).toContain("From: Mortise <no-reply@example.com>");
  expect(mails[0]?.source).not.toMatch(/^Bcc:/m);
});

test("a mail server that is not there is told as such", async () => {
  const channel = emailChannel("smtp://127.0.0.1:1", "no-reply@example.com");
  await expect(channel.send(message)).rejects.toMatchObject({ code: "CONNECTOR_UNREACHABLE" });
});

test("a gateway of one's own gets the message with the token of the address, and may refuse it", async () => {
  const { heard, port } = await gateway(202, "");
  await smsChannel(`http://:s3cret@127.0.0.1:${port}/send?x=1`).send(message);
  expect(heard[0]?.request.url).toBe("/send?x=1");
  expect(heard[0]?.request.headers.authorization).toBe("Bearer s3cret");
  expect(JSON.parse(heard[0]?.body ?? "")).toEqual({
    to: message.to,
    text: message.text,
    template: message.template,
  });
  const broken = await gateway(500, "no credit");
  await expect(smsChannel(`http://127.0.0.1:${broken.port}`).send(message)).rejects.toMatchObject({
    code: "CONNECTOR_REFUSED",
  });
});

test("Aliyun gets a signed request, and its refusal is heard though it answers 200", async () => {
  const { heard, port } = await gateway(200, '{"Code":"OK"}');
  const address = (at: number) =>
    `aliyun://id:key%2F1@127.0.0.1:${at}?sign=${encodeURIComponent("榫卯")}&template=SMS_1&insecure=1`;
  await smsChannel(address(port)).send(message);
  const { Signature: signature, ...query } = Object.fromEntries(
    new URL(heard[0]?.request.url ?? "", "http://x").searchParams,
  );
  expect(query).toMatchObject({
    PhoneNumbers: "13800138000",
    SignName: "榫卯",
    TemplateCode: "SMS_1",
    TemplateParam: '{"code":"123456"}',
  });
  expect(signature).toBe(aliyunSignature(query, "key/1"));
  const limited = await gateway(200, '{"Code":"isv.BUSINESS_LIMIT_CONTROL"}');
  await expect(smsChannel(address(limited.port)).send(message)).rejects.toMatchObject({
    code: "CONNECTOR_REFUSED",
  });
});

test("the signature is that of the provider's published example", () => {
  const query = {
    AccessKeyId: "testid",
    Action: "DescribeRegions",
    Format: "XML",
    SignatureMethod: "HMAC-SHA1",
    SignatureNonce: "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
    SignatureVersion: "1.0",
    Timestamp: "2016-02-23T12:46:24Z",
    Version: "2014-05-26",
  };
  expect(aliyunSignature(query, "testsecret")).toBe("OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
});

test("a message that is tried again bears the same mark, and a refusal for good is told from one that passes", async () => {
  const key = "0198-key";
  const sources: string[] = [];
  let refusal: { readonly code: number } | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo(_address, _session, done) {
      done(refusal ? Object.assign(new TypeError("no"), { responseCode: refusal.code }) : undefined);
    },
    onData(stream, _session, done) {
      let source = "";
      stream.on("data", (chunk) => (source += String(chunk)));
      stream.on("end", () => {
        sources.push(source);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  closing.push(() => server.close());
  const { port } = server.server.address() as AddressInfo; // listens on TCP
  const channel = emailChannel(`smtp://127.0.0.1:${port}`, "Mortise <no-reply@example.com>");
  await channel.send({ ...message, to: "ada@example.com", key });
  expect(sources[0]).toContain(`Message-ID: <${key}@example.com>`);
  refusal = { code: 550 };
  await expect(channel.send({ ...message, to: "gone@example.com" })).rejects.toMatchObject({
    code: "CONNECTOR_REJECTED",
  });
  refusal = { code: 451 };
  await expect(channel.send({ ...message, to: "busy@example.com" })).rejects.toMatchObject({
    code: "CONNECTOR_UNREACHABLE",
  });
  const { heard, port: sms } = await gateway(202, "");
  await smsChannel(`http://127.0.0.1:${sms}`).send({ ...message, key });
  expect(heard[0]?.request.headers["idempotency-key"]).toBe(key);
  const wrong = await gateway(400, "no such number");
  await expect(smsChannel(`http://127.0.0.1:${wrong.port}`).send(message)).rejects.toMatchObject({
    code: "CONNECTOR_REJECTED",
  });
});

test("notices go to Aliyun under the template for notices, and without one not at all", async () => {
  const { template: _code, ...notice } = message;
  const { heard, port } = await gateway(200, '{"Code":"OK"}');
  const address = (at: number, more: string) =>
    `aliyun://id:key@127.0.0.1:${at}?sign=x&template=SMS_1&insecure=1${more}`;
  await smsChannel(address(port, "&notice=SMS_2")).send({ ...notice, key: "k1" });
  const query = Object.fromEntries(new URL(heard[0]?.request.url ?? "", "http://x").searchParams);
  expect(query).toMatchObject({
    TemplateCode: "SMS_2",
    TemplateParam: JSON.stringify({ text: message.text }),
    OutId: "k1",
  });
  await expect(smsChannel(address(port, "")).send(notice)).rejects.toMatchObject({
    code: "CONNECTOR_REJECTED",
  });
  const wrong = await gateway(200, '{"Code":"isv.MOBILE_NUMBER_ILLEGAL"}');
  await expect(smsChannel(address(wrong.port, "&notice=SMS_2")).send(notice)).rejects.toMatchObject({
    code: "CONNECTOR_REJECTED",
  });
});
