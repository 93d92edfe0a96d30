import { newId } from "@mortise/kit";
import type { FlowNode } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
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

const asked = (settings: FlowNode["settings"]) => askForApproval(crm, settings);

async function uploaded(by: string, type = "image/png"): Promise<string> {
  const id = newId();
  await database.pool.query(
    "insert into mortise.file (id, name, size, type, created_by) values ($1, 'given.png', 1, $2, $3)",
    [id, type, crm.people[by]],
  );
  return id;
}

const refusalAt = (path: string, zh: string) => ({ details: [{ path, message: { zh } }] });

test("where a signature is wanted, a yes comes with one, a no without; both may bring files", async () => {
  const zhao = await crm.actor("zhao");
  const { item } = await asked({ signatureWanted: true });
  await expect(crm.process.decide(zhao, item, "approved")).rejects.toMatchObject(
    refusalAt("signature", "请手写签名"),
  );
  const [signature, file] = [await uploaded("zhao"), await uploaded("zhao", "application/pdf")];
  const view = await crm.process.decide(zhao, item, "approved", undefined, {
    signature,
    files: [file, file],
  });
  expect(view.files.map(({ id }) => id)).toEqual([file]);
  expect(view.signature).toMatchObject({ id: signature, name: "given.png", size: 1 });
  const refused = await asked({ signatureWanted: true });
  const no = await crm.process.decide(zhao, refused.item, "rejected", "价格不对");
  expect(no).toMatchObject({ decision: "rejected", signature: null, files: [] });
});

test("whoever sees the record may have what came with a decision, and nobody opens somebody else's file by it", async () => {
  const [zhao, lina, liuyang] = [
    await crm.actor("zhao"),
    await crm.actor("lina"),
    await crm.actor("liuyang"),
  ];
  const { item, record } = await asked({});
  const [foreign, own] = [await uploaded("liuyang"), await uploaded("zhao")];
  for (const id of [foreign, newId()])
    await expect(
      crm.process.decide(zhao, item, "approved", undefined, { files: [id] }),
    ).rejects.toMatchObject(refusalAt("files", "找不到这个文件，请重新上传"));
  const { records } = crm.store;
  expect(await records.mayReadFile(lina, own)).toBe(false);
  await crm.process.decide(zhao, item, "approved", undefined, { files: [own] });
  expect(await records.mayReadFile(lina, own)).toBe(true);
  expect(await records.mayReadFile(liuyang, own)).toBe(false);
  const { items } = await crm.process.recordWorkItems(lina, "crm", "customer", record);
  expect(items.flatMap(({ files }) => files.map(({ id }) => id))).toEqual([own]);
});

test("a signature is a picture, and is not given for many at once", async () => {
  const zhao = await crm.actor("zhao");
  const { item } = await asked({ signatureWanted: true });
  const signature = await uploaded("zhao", "application/pdf");
  await expect(crm.process.decide(zhao, item, "approved", undefined, { signature })).rejects.toMatchObject(
    refusalAt("signature", "签名应是一张图片，请重新签名"),
  );
  const { results } = await crm.process.approveMany(zhao, [item]);
  expect(results.map(({ refusal }) => refusal?.zh)).toEqual(["需要填写内容、意见或签名，请单独处理"]);
});

test("a purge of the record takes along what came with decisions about it", async () => {
  const zhao = await crm.actor("zhao");
  const { item, record } = await asked({});
  const file = await uploaded("zhao");
  await crm.process.decide(zhao, item, "approved", undefined, { files: [file], signature: file });
  const run = (command: Parameters<typeof crm.store.records.execute>[2][number]) =>
    crm.store.records.execute(systemActor, "crm", [command], { type: "user", skipFlows: true });
  await run({ type: "delete", entity: "customer", ids: [record] });
  await run({ type: "purge", entity: "customer", ids: [record], references: "clear" });
  const { rows } = await database.pool.query<{ answer: object | null; files: number }>(
    `select answer, (select count(*)::int from mortise.file where id = $2) as files
     from mortise.work_item where id = $1`,
    [item, file],
  );
  expect(rows).toEqual([{ answer: {}, files: 0 }]);
});
