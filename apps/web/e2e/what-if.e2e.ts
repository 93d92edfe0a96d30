import { routes } from "@mortise/contract";
import type { FlowDocument } from "@mortise/metadata";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { useStory } from "./story.ts";

const story = useStory();
const crm = { app: "crm" };
const ROUTING = "lead_routing";
/** People may be named by a name that only one has. */
const DIRECTOR = "孙总监";

/** The draft gives every lead of trading companies to the director. */
async function changeRules(): Promise<void> {
  const api = await story.company.api("ops");
  const { documents } = await api.call(routes.getDraft, { params: crm });
  const found = documents.find(({ document }) => document.kind === "flow" && document.id === ROUTING);
  if (!found || found.document.kind !== "flow") throw new TypeError("the app routes its leads");
  const rule = {
    id: "trade",
    name: { zh: "贸易公司给总监", en: "Trading companies to the director" },
    when: { "==": [{ var: "industry" }, "trade"] },
    to: { strategy: "user", user: DIRECTOR },
  };
  const never = {
    ...rule,
    id: "media",
    name: { zh: "媒体", en: "Media" },
    when: { "==": [{ var: "industry" }, "media"] },
  };
  const nodes = found.document.nodes.map((node) => {
    const rules = node.settings["rules"];
    return Array.isArray(rules)
      ? { ...node, settings: { ...node.settings, rules: [rule, never, ...rules] } }
      : node;
  });
  const document: FlowDocument = { ...found.document, nodes };
  await api.call(routes.saveDraft, {
    params: crm,
    body: { documents: [{ document, revision: found.revision }] },
  });
}

beforeAll(async () => {
  const api = await story.company.api("ops");
  const industries = ["trade", "equipment", "it", "food"];
  for (let index = 0; index < 24; index += 1)
    await api.call(routes.createRecord, {
      params: { ...crm, entity: "lead" },
      body: {
        values: {
          name: `试算线索${index}`,
          mobile: `1390000${String(index).padStart(4, "0")}`,
          source: "expo",
          region: index % 2 ? "3701" : "3702",
          industry: industries[index % industries.length] ?? "it",
        },
      },
    });
  await changeRules();
});

test("who would have got what stands in the designer, before anything is published", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open(`/a/crm/build/flows/${ROUTING}`);
  await page.getByRole("button", { name: "试算" }).click();
  const dialog = page.getByRole("dialog", { name: "试算：如果早就用这套规则" });
  await dialog.getByRole("heading", { name: "每个人分到多少" }).waitFor();
  await dialog.getByText(/用当时的规则重演/).waitFor();
  expect(await dialog.getByText("从未满足").count()).toBeGreaterThan(0);
  await dialog.getByRole("heading", { name: "换了负责人的记录" }).waitFor();
  await dialog.locator("svg path").first().waitFor();
  await ops.atRest();
  await ops.picture("what-if-zh");
  await dialog.getByText("贸易公司给总监").first().scrollIntoViewIfNeeded();
  await ops.picture("what-if-tables-zh");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "发布" }).click();
  const publish = page.getByRole("dialog", { name: /发布/ });
  await publish.getByRole("link", { name: "试算“线索自动分配”" }).waitFor();
  await ops.picture("what-if-publish-zh");
  await ops.leave();
});

test("on the phone, in English, the answer fits", async () => {
  const api = await story.company.api("ops");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("ops", { screen: "phone", locale: "en-US" });
  await phone.open(`/a/crm/build/flows/${ROUTING}?what-if`);
  const dialog = phone.page.getByRole("dialog", { name: "What if these rules had been in force" });
  await dialog.getByRole("heading", { name: "How many each person gets" }).waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("what-if-phone-en");
});
