import type { FlowNode } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askForApproval } from "../../fixtures/ask-for-approval.ts";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

/** A new customer is approved by 赵经理; answers the part that is theirs. */
const asked = async (settings: FlowNode["settings"]) => (await askForApproval(crm, settings)).item;

async function openOnes(): Promise<readonly string[]> {
  const { items } = await crm.process.listWorkItems(await crm.actor("zhao"), {});
  return items.map(({ id }) => id);
}

test("several are approved together; what asks for more than a word stays, with the reason", async () => {
  const plain = [await asked({}), await asked({})];
  const form = await asked({ fields: [{ field: "phone", right: "required" }] });
  const commented = await asked({ commentWanted: true });
  const { items } = await crm.process.listWorkItems(await crm.actor("zhao"), {});
  const mayBatch = new Map(items.map((item) => [item.id, item.mayBatch]));
  expect([...plain, form, commented].map((id) => mayBatch.get(id))).toEqual([true, true, false, true]);
  const zhao = await crm.actor("zhao");
  const { results } = await crm.process.approveMany(zhao, [...plain, form, commented]);
  expect(results.map(({ refusal }) => refusal?.zh ?? null)).toEqual([
    null,
    null,
    "需要填写内容、意见或签名，请单独处理",
    "需要填写内容、意见或签名，请单独处理",
  ]);
  const left = await openOnes();
  expect([...plain, form, commented].filter((id) => left.includes(id))).toEqual([form, commented]);
});

test("one comment serves all that want one", async () => {
  const commented = await asked({ commentWanted: true });
  const zhao = await crm.actor("zhao");
  const { results } = await crm.process.approveMany(zhao, [commented], "同意");
  expect(results).toEqual([{ id: commented, refusal: null }]);
});

test("other people's and what was decided meanwhile are refused, and asking twice does no harm", async () => {
  const first = await asked({});
  const nobody = "00000000-0000-7000-8000-000000000000";
  const director = await crm.actor("director");
  const stranger = await crm.process.approveMany(director, [first, nobody]);
  expect(stranger.results.map(({ refusal }) => refusal?.zh)).toEqual(["不在你的待办里", "不在你的待办里"]);
  // Not even administrators act for others in passing.
  const root = await crm.process.approveMany(await crm.actor("root"), [first]);
  expect(root.results[0]?.refusal?.zh).toBe("不在你的待办里");
  const zhao = await crm.actor("zhao");
  await crm.process.approveMany(zhao, [first, first]);
  const again = await crm.process.approveMany(zhao, [first]);
  expect(again.results[0]?.refusal?.zh).toBe("这条待办已经处理过了");
});
