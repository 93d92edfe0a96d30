import { quoted } from "../document-name.ts";
import type { DashboardCard, DashboardDocument } from "../documents/dashboard.ts";
import { type ChangeList, compareLists, isSame } from "./change.ts";

/** Changes of a dashboard, card by card; moving and resizing counts once for all cards. */
export function diffDashboard(before: DashboardDocument, after: DashboardDocument, list: ChangeList): void {
  const cards = compareLists(before.cards, after.cards, ({ id }) => id);
  for (const card of cards.added) {
    const title = quoted(card.title);
    list.add(
      "added",
      { zh: `新增卡片${title.zh}`, en: `card ${title.en} added` },
      { part: "card", card: card.id },
    );
  }
  for (const card of cards.removed) {
    const title = quoted(card.title);
    list.add(
      "removed",
      { zh: `删除卡片${title.zh}`, en: `card ${title.en} removed` },
      { part: "card", card: card.id },
    );
  }
  for (const { before: old, after: next } of cards.kept) {
    if (isSame(content(old), content(next))) continue;
    const title = quoted(next.title);
    list.add(
      "changed",
      { zh: `修改了卡片${title.zh}`, en: `card ${title.en} changed` },
      { part: "card", card: next.id },
    );
  }
  if (cards.reordered || cards.kept.some((pair) => !isSame(pair.before.layout, pair.after.layout))) {
    list.add("changed", { zh: "调整了布局", en: "layout changed" });
  }
}

function content({ layout: _place, ...rest }: DashboardCard): object {
  return rest;
}
