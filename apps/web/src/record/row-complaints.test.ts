import { ApiError } from "@mortise/contract";
import { fieldCatalog } from "@mortise/fields";
import { Catalog, type EntityDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { rowComplaints } from "./row-complaints.ts";

const entity = (id: string, fields: EntityDocument["fields"]): EntityDocument => ({
  kind: "entity",
  id,
  version: 1,
  name: { zh: id, en: id },
  icon: "file",
  color: "blue",
  titleField: "name",
  fields,
  owned: false,
});
const parcel = entity("parcel", [
  { id: "name", type: "text", name: { zh: "收件人", en: "To" } },
  { id: "goods", type: "sub-table", name: { zh: "货品", en: "Goods" }, settings: { entity: "row" } },
]);
const row = entity("row", [{ id: "what", type: "text", name: { zh: "品名", en: "What" } }]);
const naming = {
  catalog: new Catalog([parcel, row], fieldCatalog),
  localize: ({ zh }: { readonly zh: string }) => zh,
  sentence: (at: number, column: string, message: string) => `第 ${at} 行“${column}”：${message}`,
  separator: "；",
};
const refusal = (...details: readonly { readonly path: string; readonly message: string }[]) =>
  new ApiError(422, { code: "STORE_INVALID", message: "x", details: [...details], requestId: "r" });

test("complaints about rows name the row and the column, all of them", () => {
  const error = refusal(
    { path: "goods.0.what", message: "必填" },
    { path: "goods.4.what", message: "最多 20 个字" },
    { path: "name", message: "必填" },
    { path: "goods", message: "至少填写 1 行" },
  );
  expect(rowComplaints(error, parcel, naming)).toEqual({
    goods: "第 1 行“品名”：必填；第 5 行“品名”：最多 20 个字",
  });
  expect(rowComplaints(new TypeError("offline"), parcel, naming)).toEqual({});
});
