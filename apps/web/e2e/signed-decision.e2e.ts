import { routes } from "@mortise/contract";
import type { FlowDocument } from "@mortise/metadata";
import type { APIResponse } from "playwright-core";
import { extractText, getDocumentProxy } from "unpdf";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
const crm = { app: "crm" };

/** New quotes are checked by the owner's manager. */
const flow: FlowDocument = {
  kind: "flow",
  id: "check_quote",
  version: 1,
  name: { zh: "报价审核", en: "Quote check" },
  entity: "quote",
  enabled: true,
  again: "parallel",
  trigger: { type: "record-created", settings: {} },
  start: "check",
  nodes: [
    {
      id: "check",
      type: "approve",
      settings: { to: [{ source: "manager" }], title: { zh: "审核报价 {total}", en: "Check quote {total}" } },
      exits: {},
    },
  ],
};

beforeAll(async () => {
  const ops = await story.company.api("ops");
  await ops.call(routes.saveDraft, { params: crm, body: { documents: [{ document: flow, revision: 0 }] } });
});

async function quote(): Promise<string> {
  const api = await story.company.api("wangqiang");
  const create = async (entity: string, values: Record<string, unknown>): Promise<string> =>
    (await api.call(routes.createRecord, { params: { ...crm, entity }, body: { values } })).record.id;
  const customer = await create("customer", { name: "海诚机械" });
  const opportunity = await create("opportunity", { name: "海诚设备", customer });
  return create("quote", { opportunity, customer, base_amount: "88000" });
}

/** What is at an address that a page shows, for whoever is signed in there. */
function fetched({ page }: Person, address: string | null): Promise<APIResponse> {
  return page.request.get(new URL(address ?? "", page.url()).href);
}

/** The decision comes out of the printer, with the signature, and in the server's PDF. */
async function printsTheTrail(rep: Person): Promise<void> {
  const { page } = rep;
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Print: Approval of a quotation" }).click();
  const sheet = page.locator(".print-sheet");
  await sheet.getByRole("row", { name: /Check quote.*赵经理.*Approved.*成本核算\.txt/ }).waitFor();
  await sheet.getByRole("figure").filter({ hasText: "赵经理" }).locator("img").waitFor();
  await rep.atRest();
  await rep.picture("approval-printed-en");
  const pdf = await fetched(rep, await page.getByRole("link", { name: /PDF/ }).getAttribute("href"));
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await pdf.body())), {
    mergePages: true,
  });
  expect(text).toMatch(/Check quote.*赵经理.*Approved/s);
}

test("the builder asks for a signature with one switch", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/check_quote");
  await page.locator(".react-flow__node").filter({ hasText: "审批" }).first().click();
  await page.getByRole("switch", { name: "同意时必须手写签名" }).click();
  await ops.atRest();
  await ops.picture("signature-wanted-zh");
  await publish(ops);
  await ops.leave();
});

test("on the phone the manager follows the message, signs, adds a file, and the rep sees both on the record", async () => {
  const id = await quote();
  const manager = await story.person("zhao", { screen: "phone" });
  const { page } = manager;
  await manager.open("/a/crm");
  // The message itself leads to the decision.
  await page.getByRole("button", { name: /通知/ }).click();
  const messages = page.getByRole("region", { name: "通知" });
  await messages.getByText("审核报价 ¥88,000.00").waitFor();
  await manager.atRest();
  await manager.picture("message-approve-phone-zh");
  await messages.getByRole("link", { name: "同意", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "同意" });
  await dialog.getByRole("button", { name: /^确\s*定$/ }).click();
  await dialog.getByText("请手写签名", { exact: true }).waitFor();
  await dialog.getByRole("button", { name: /签名/ }).click();
  const pad = page.getByLabel("请在框内书写");
  const box = await pad.boundingBox();
  if (!box) throw new TypeError("there is nothing to write on");
  await page.mouse.move(box.x + 40, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 50, { steps: 6 });
  await page.mouse.move(box.x + 200, box.y + 120, { steps: 6 });
  await page.mouse.up();
  const paper = page.getByRole("dialog", { name: "手写签名" });
  await paper.getByRole("button", { name: /^完\s*成$/ }).click();
  await paper.waitFor({ state: "hidden" });
  await dialog.locator('input[type="file"]').setInputFiles({
    name: "成本核算.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("成本 61000"),
  });
  await dialog.getByText("成本核算.txt").waitFor();
  await fitsTheScreen(manager);
  await manager.atRest();
  await manager.picture("signature-given-phone-zh");
  await dialog.getByRole("button", { name: /^确\s*定$/ }).click();
  await dialog.waitFor({ state: "hidden" });
  // The address asks no more.
  await expect.poll(() => new URL(page.url()).search).toBe("");
  await manager.leave();

  const rep = await story.person("wangqiang");
  await rep.speakEnglish();
  await rep.open(`/a/crm/e/quote/${id}`);
  const decided = rep.page.getByRole("article").filter({ hasText: "88,000" });
  await decided.getByText("Approved").waitFor();
  const picture = decided.getByRole("figure", { name: "Signature" }).locator("img");
  await picture.waitFor();
  await rep.atRest();
  await rep.picture("signed-record-en");
  const signature = await fetched(rep, await picture.getAttribute("src"));
  expect(signature.headers()["content-type"]).toBe("image/png");
  const link = decided.getByRole("link", { name: /成本核算\.txt/ });
  expect(await (await fetched(rep, await link.getAttribute("href"))).text()).toBe("成本 61000");
  await printsTheTrail(rep);
  await rep.leave();
});
