import type { ReactNode } from "react";
import type { Well } from "../../model/board/field-drop.ts";
import { useDropOf } from "./field-drag.ts";

/** Props of `WellDrop`. */
export interface WellDropProps {
  readonly entity: string;
  readonly well: Well;
  readonly onField: (field: string, well: Well) => void;
  readonly children: ReactNode;
}

/** Around a well of the inspector: fields of the card's entity can be dropped into it. */
export function WellDrop({ entity, well, onField, children }: WellDropProps) {
  const drop = useDropOf({
    field: (dragged) => (dragged.entity === entity ? onField(dragged.field, well) : undefined),
  });
  return (
    <div className={drop.isOver ? "m-well m-well-over" : "m-well"} data-well={well} {...drop.props}>
      {children}
    </div>
  );
}
