import { useLocalize } from "@mortise/ui";
import type { FlowDocument } from "@mortise/metadata";
import { Popover } from "antd";
import { useState } from "react";
import { type ExitPlace, exitsOf } from "../../model/flow-edit.ts";
import { Palette } from "./palette.tsx";

/** Where a step is to be added, and what the choice of steps stands beside. */
export interface Offer {
  /** The ways out to choose among. */
  readonly places: readonly ExitPlace[];
  readonly box: Pick<DOMRect, "left" | "top" | "width" | "height">;
}

/** Props of `OfferPopover`. */
export interface OfferPopoverProps {
  readonly flow: FlowDocument;
  readonly offer: Offer | undefined;
  readonly onInsert: (place: ExitPlace, type: string) => void;
  readonly onPaste: (text: string, place: ExitPlace) => void;
  readonly onClose: () => void;
}

/** The choice of steps beside a "+" or a card; one for the whole canvas. */
export function OfferPopover({ offer, ...props }: OfferPopoverProps) {
  if (!offer) return null;
  const { left, top, width, height } = offer.box;
  return (
    <Popover
      trigger="click"
      placement="right"
      open
      destroyOnHidden
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
      content={<OfferedSteps {...props} places={offer.places} />}
    >
      <span className="flow-anchor" style={{ left, top, width, height }} />
    </Popover>
  );
}

function OfferedSteps({
  flow,
  places,
  onInsert,
  onPaste,
  onClose,
}: Omit<OfferPopoverProps, "offer"> & { readonly places: readonly ExitPlace[] }) {
  const localize = useLocalize();
  const [way, setWay] = useState(0);
  const place = places[way];
  if (!place) return null;
  const node = flow.nodes.find(({ id }) => id === place.node);
  const names = node ? exitsOf(node).map(({ name }) => localize(name)) : [];
  return (
    <Palette
      ways={places.length > 1 ? names : []}
      way={way}
      onWay={setWay}
      onChoose={(type) => {
        onClose();
        onInsert(place, type);
      }}
      onPaste={(text) => {
        onClose();
        onPaste(text, place);
      }}
    />
  );
}
