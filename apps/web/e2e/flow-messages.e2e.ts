import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { routes } from "@mortise/contract";
import type { FlowDocument } from "@mortise/metadata";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

/** A mail server that may be told to refuse. */
const mails: string[] = [];
let refuses = false;
const mailServer = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo(_address, _session, done) {
    done(refuses ? Object.assign(new TypeError("no such mailbox"), { responseCode: 550 }) : undefined);
  },
  onData(stream, _session, done) {
    let source = "";
    stream.on("data", (chunk) => (source += String(chunk)));
    stream.on("end", () => {
      mails.push(source);
      done();
    });
  },
});
mailServer.listen(0, "127.0.0.1");
await once(mailServer.server, "listening");
const { port } = mailServer.server.address() as AddressInfo; // listens on TCP
afterAll(() => mailServer.close());

const story = useStory({
  env: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: "Mortise <no-reply@example.com>" },
});
const crm = { app: "crm" };

/** As somebody begins it: every new lead from a fair is told inside the product. */
const flow: FlowDocument = {
  kind: "flow",
  id: "fair_leads",
  version: 1,
  name: { zh: "展会线索", en: "Leads of fairs" },
  entity: "lead",
  enabled: true,
  again: "parallel",
  trigger: { type: "record-created", settings: { when: { "==": [{ var: "source" }, "expo"] } } },
  start: "tell",
  nodes: [
    {
      id: "tell",
      type: "notify",
      name: { zh: "告诉总监", en: "Tell the director" },
      settings: {
        to: [{ source: "role", role: "director" }],
        title: { zh: "展会线索：{name}", en: "A lead of the fair: {name}" },
        body: { zh: "手机 {mobile}", en: "Mobile {mobile}" },
      },
      exits: {},
    },
  ],
};

beforeAll(async () => {
  const api = await story.company.api("ops");
  await api.call(routes.saveDraft, { params: crm, body: { documents: [{ document: flow, revision: 0 }] } });
});

async function aLead(name: string): Promise<string> {
  const api = await story.company.api("ops");
  const made = await api.call(routes.createRecord, {
    params: { ...crm, entity: "lead" },
    body: { values: { name, mobile: "13912345678", source: "expo", region: "3701" } },
  });
  return made.record.id;
}

test("e-mail is added to a step by hand; what the mail server refuses is found, looked at and sent again", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/fair_leads");
  await page.locator(".flow-card", { hasText: "告诉总监" }).first().click();
  await ops.choose(page.getByRole("combobox", { name: "通过什么发送" }), "邮件");
  await page.keyboard.press("Escape");
  await page.locator(".flow-card", { hasText: "（邮件）" }).first().waitFor();
  await ops.atRest();
  await ops.picture("notify-by-mail-zh");
  await publish(ops);
  refuses = true;
  await aLead("信箱不对");
  await ops.open("/a/crm/build/sends?status=dead");
  await page.getByRole("button", { name: "信箱不对" }).first().waitFor();
  await ops.atRest();
  await ops.picture("sends-list-zh");
  await page.getByRole("button", { name: "信箱不对" }).first().click();
  const drawer = page.getByRole("dialog", { name: "外发详情" });
  await drawer.getByText("展会线索：信箱不对").waitFor();
  await drawer.getByText("第 1 次").waitFor();
  await ops.atRest();
  await ops.picture("send-details-zh");
  refuses = false;
  await drawer.getByRole("button", { name: "重新发送" }).click();
  await page.getByRole("button", { name: /^确\s*定$/ }).click();
  await drawer.getByText("已送达").waitFor();
  expect(mails.some((mail) => mail.includes("Message-ID: <"))).toBe(true);
  await ops.leave();
});

test("on the phone, in English, what was sent and one of them fit", async () => {
  const api = await story.company.api("ops");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("ops", { screen: "phone", locale: "en-US" });
  await phone.open("/a/crm/build/sends");
  await phone.page.getByRole("button", { name: "信箱不对" }).first().waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("sends-phone-en");
  await phone.page.getByRole("button", { name: "信箱不对" }).first().click();
  await phone.page.getByText("Try 1").waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("send-details-phone-en");
  await phone.leave();
});
