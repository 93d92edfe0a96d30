import { fillText } from "@mortise/kit";
import type { EntityDocument, MenuDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { App, Button } from "antd";
import { withoutItem } from "./menu-items.ts";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

const SECONDS = 8;

/** Tells that a new entity stands in the menu now, and where, with a way to take the entry out again. */
export function useMenuNotice() {
  const t = useText(buildText);
  const localize = useLocalize();
  const { session } = useDraft();
  const { message } = App.useApp();
  return (entity: EntityDocument, menu: MenuDocument): void => {
    const leads = (item: { readonly target?: string }) => item.target === entity.id;
    const group = menu.items.find((item) => item.items?.some(leads));
    const entry = (group?.items ?? menu.items).find(leads);
    if (!entry) return;
    const key = `menu/${entity.id}`;
    const undo = (): void => {
      const now = session.state().documents.find(isMenu) ?? menu;
      session.put({ ...now, items: withoutItem(now.items, entry.id) });
      message.destroy(key);
    };
    const place = group ? fillText(t.menuAddedTo, { group: localize(group.name) }) : t.menuAdded;
    const content = (
      <>
        {place}
        <Button type="link" size="small" onClick={undo}>
          {t.undo}
        </Button>
      </>
    );
    void message.open({ key, type: "success", duration: SECONDS, content });
  };
}

const isMenu = (document: { readonly kind: string }): document is MenuDocument => document.kind === "menu";
