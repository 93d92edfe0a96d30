import { PlusOutlined } from "@ant-design/icons";
import { useDraggable } from "@dnd-kit/core";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import { type BlockOffer, blockOffers } from "../../model/page/block-offers.ts";
import { usePageDesigner } from "./page-designer-context.ts";
import { pageText } from "./text.ts";

/** What can still be put on the page: dragged there, or added with a click. */
export function PagePalette({ onAdd }: { readonly onAdd: (offer: BlockOffer) => void }) {
  const t = useText(pageText);
  const { page, catalog } = usePageDesigner();
  const offers = blockOffers(catalog, page);
  return (
    <section className="pd-palette" aria-label={t.palette}>
      <h3>{t.palette}</h3>
      <p>{t.paletteHint}</p>
      <ul>
        {offers.map((offer) => (
          <li key={offer.key}>
            <Offer offer={offer} onAdd={() => onAdd(offer)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Offer({ offer, onAdd }: { readonly offer: BlockOffer; readonly onAdd: () => void }) {
  const t = useText(pageText);
  const name = useLocalize()(offer.name);
  const { setNodeRef, attributes, listeners } = useDraggable({
    id: `offer/${offer.key}`,
    data: { name, offer },
  });
  return (
    <Button
      ref={setNodeRef}
      block
      icon={<PlusOutlined aria-hidden="true" />}
      {...attributes}
      {...listeners}
      aria-label={fillText(t.add, { name })}
      onClick={onAdd}
    >
      {name}
    </Button>
  );
}
