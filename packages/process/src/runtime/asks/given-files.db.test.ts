import { newId } from "@mortise/kit";
import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

/** A new customer of 李娜 is approved by 赵经理; answers the part that is theirs. */
async function asked(
  settings: FlowNode["settings"],
): Promise<{ readonly item: string; readonly record: string }> {
  const to = [{ source: "users", users: [crm.people["zhao"] ?? ""] }];
  const flow: FlowDocument = {
    kind: "flow",
    id: "check",
    version: 1,
    name: { zh: "客户审批", en: "Approval" },
    entity: "customer",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: {} },
    start: "ask",
    nodes: [
      {
        id: "ask",
        type: "approve",
        settings: { to, title: { zh: "审批", en: "Approve" }, ...settings },
        exits: {},
      },
    ],
  };
  await crm.publish(flow);
  const record = await crm.create("customer", { name: "海尔", owner: crm.people["lina"] ?? null });
  const { items } = await crm.process.listWorkItems(await crm.actor("zhao"), {});
  return { item: items.find((item) => item.record === record)?.id ?? "", record };
}

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
