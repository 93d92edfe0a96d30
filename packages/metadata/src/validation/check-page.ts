import { cardOf } from "../block-entity.ts";
import type { Catalog } from "../catalog.ts";
import type { PageBlock, PageDocument } from "../documents/page.ts";
import { checkMatches } from "./check-linkage.ts";
import { checkEntityExists, checkFieldExists, checkName, checkUniqueIds } from "./check-parts.ts";
import type { ProblemList } from "./problem.ts";

/** Checks the page of an entity's records: what its blocks show exists, and everything stands somewhere. */
export function checkPage(page: PageDocument, catalog: Catalog, list: ProblemList): void {
  const { entity } = page;
  if (!checkEntityExists("entity", entity, catalog, list)) return;
  page.keyFields.forEach((field, index) =>
    checkFieldExists(`keyFields.${index}`, { entity, field }, catalog, list),
  );
  checkRoles("roles", page.roles, catalog, list);
  checkPlaces(page, list);
  page.blocks.forEach((block, index) => checkBlock(page, { block, path: `blocks.${index}` }, catalog, list));
  if (page.blocks.length === 0)
    list.error("blocks", "页面上还没有内容，请至少添加一块", "Nothing stands on the page; add something");
  const other = catalog
    .all("page")
    .find((each) => each.id !== page.id && each.entity === entity && !each.roles?.length);
  if (!page.roles?.length && other)
    list.error(
      "roles",
      `“${other.name.zh || other.name.en}”已是所有人看到的页面，请选择本页给哪些角色看`,
      `“${other.name.en || other.name.zh}” is the page for everybody; choose the roles that this one is for`,
    );
}

function checkPlaces(page: PageDocument, list: ProblemList): void {
  if (page.tabs.length === 0) list.error("tabs", "页面至少需要一个标签页", "A page needs at least one tab");
  checkUniqueIds("tabs", page.tabs, list);
  checkUniqueIds("columns", page.columns, list);
  checkUniqueIds("blocks", page.blocks, list);
  if (page.tabs.length > 1)
    page.tabs.forEach(({ name }, index) => checkName(`tabs.${index}.name`, name, list));
  const tabs = new Set(page.tabs.map(({ id }) => id));
  const columns = new Set(page.columns.map(({ id }) => id));
  page.columns.forEach(({ tab }, index) => {
    if (!tabs.has(tab))
      list.error(`columns.${index}.tab`, "这一栏所在的标签页不存在", "The tab of this column does not exist");
  });
  page.blocks.forEach(({ column }, index) => {
    if (!columns.has(column))
      list.error(`blocks.${index}.column`, "这一块所在的栏不存在", "The column of this block does not exist");
  });
}

interface PlacedBlock {
  readonly block: PageBlock;
  readonly path: string;
}

function checkBlock(
  { entity }: PageDocument,
  { block, path }: PlacedBlock,
  catalog: Catalog,
  list: ProblemList,
): void {
  checkRoles(`${path}.roles`, block.roles, catalog, list);
  block.fields?.forEach((field, index) =>
    checkFieldExists(`${path}.fields.${index}`, { entity, field }, catalog, list),
  );
  if (block.type === "table" || block.type === "list") {
    if (block.field === undefined) list.error(`${path}.field`, "请选择要显示的列表", "Choose what to list");
    else checkFieldExists(`${path}.field`, { entity, field: block.field, rows: true }, catalog, list);
  }
  if (block.type === "chart") checkChart(entity, { block, path }, catalog, list);
  if (block.type === "match") checkMatching(entity, { block, path }, catalog, list);
}

function checkMatching(
  home: string,
  { block, path }: PlacedBlock,
  catalog: Catalog,
  list: ProblemList,
): void {
  const { entity = "", match = [], columns = [] } = block;
  const own = catalog.find("entity", home);
  if (entity === "") {
    list.error(`${path}.entity`, "请选择列出哪个实体的记录", "Choose the entity whose records are listed");
    return;
  }
  if (!own || !checkEntityExists(`${path}.entity`, entity, catalog, list)) return;
  checkMatches(match, { path, entity }, { entity: own, catalog, list });
  columns.forEach((field, index) =>
    checkFieldExists(`${path}.columns.${index}`, { entity, field }, catalog, list),
  );
}

function checkChart(entity: string, { block, path }: PlacedBlock, catalog: Catalog, list: ProblemList): void {
  const card = cardOf(catalog, block);
  if (!card) {
    list.error(
      `${path}.card`,
      "请选择看板上的图表，原来的图表已不存在",
      "Choose a chart; this one does not exist",
    );
    return;
  }
  const field = catalog.field(card.entity, block.field ?? "");
  if (!field || catalog.fieldTypes.targetEntity(field) !== entity)
    list.error(
      `${path}.field`,
      "图表的数据没有关联到这个实体，请选择其中指向它的字段",
      "The chart's data does not lead to this entity; choose the field that points at it",
    );
}

function checkRoles(
  path: string,
  roles: readonly string[] | undefined,
  catalog: Catalog,
  list: ProblemList,
): void {
  roles?.forEach((role, index) => {
    if (!catalog.find("role", role))
      list.error(`${path}.${index}`, `角色“${role}”不存在`, `There is no role “${role}”`);
  });
}
