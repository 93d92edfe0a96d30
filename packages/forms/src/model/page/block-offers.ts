import type { LocalizedText } from "@mortise/kit";
import {
  type Catalog,
  cardOf,
  type PageBlock,
  type PageBlockType,
  type PageDocument,
} from "@mortise/metadata";
import { shownAs } from "./default-page.ts";

/** What blocks are called where nothing else names them. */
export const BLOCK_NAMES: Readonly<Record<PageBlockType, LocalizedText>> = {
  fields: { zh: "详细信息", en: "Details" },
  table: { zh: "子表", en: "Sub-table" },
  list: { zh: "关联列表", en: "Related list" },
  files: { zh: "文件", en: "Files" },
  timeline: { zh: "动态", en: "Timeline" },
  comments: { zh: "评论", en: "Comments" },
  work: { zh: "审批与任务", en: "Approvals and tasks" },
  chart: { zh: "图表", en: "Chart" },
  match: { zh: "匹配的记录", en: "Records that match" },
};

/** A block that can be put on the page. */
export interface BlockOffer {
  /** Tells offers apart. */
  readonly key: string;
  readonly name: LocalizedText;
  readonly block: Omit<PageBlock, "id" | "column">;
}

/** What can still be added to a page: each list, chart and standing block once, fields as often as wanted. */
export function blockOffers(catalog: Catalog, page: PageDocument): readonly BlockOffer[] {
  const entity = catalog.find("entity", page.entity);
  if (!entity) return [];
  const lists = entity.fields.flatMap((field): readonly BlockOffer[] => {
    const type = shownAs(catalog, field);
    return type === "value" ? [] : [{ key: field.id, name: field.name, block: { type, field: field.id } }];
  });
  const charts = catalog.all("dashboard").flatMap((dashboard) =>
    dashboard.cards.flatMap((card): readonly BlockOffer[] => {
      const field = catalog
        .find("entity", card.entity)
        ?.fields.find((each) => catalog.fieldTypes.targetEntity(each) === page.entity);
      const at = { dashboard: dashboard.id, card: card.id };
      return field
        ? [
            {
              key: `${dashboard.id}/${card.id}`,
              name: card.title,
              block: { type: "chart", field: field.id, ...at },
            },
          ]
        : [];
    }),
  );
  const standing = (["work", "comments", "timeline", "files"] as const).map((type): BlockOffer => ({
    key: type,
    name: BLOCK_NAMES[type],
    block: { type },
  }));
  const placed = new Set(page.blocks.map(keyOf));
  return [
    { key: "fields", name: BLOCK_NAMES.fields, block: { type: "fields" } },
    { key: "match", name: BLOCK_NAMES.match, block: { type: "match" } },
    ...[...lists, ...standing, ...charts].filter((offer) => !placed.has(keyOf(offer.block))),
  ];
}

function keyOf({ type, field, dashboard, card }: Omit<PageBlock, "id" | "column">): string {
  return type === "chart" ? `chart/${dashboard ?? ""}/${card ?? ""}` : `${type}/${field ?? ""}`;
}

/** What a block is called. */
export function blockName(catalog: Catalog, page: PageDocument, block: PageBlock): LocalizedText {
  if (block.title) return block.title;
  if (block.type === "chart") return cardOf(catalog, block)?.title ?? BLOCK_NAMES.chart;
  if (block.type === "match") {
    const listed = catalog.find("entity", block.entity ?? "");
    return listed?.plural ?? listed?.name ?? BLOCK_NAMES.match;
  }
  return catalog.field(page.entity, block.field ?? "")?.name ?? BLOCK_NAMES[block.type];
}
