import { PageDesigner } from "@mortise/forms/react";
import type { PageDocument } from "@mortise/metadata";
import { useDesignerHistory } from "./designer-history.ts";
import type { DesignerProps } from "./designers.tsx";

/** The designer of record pages, with steps that outlive a reload. */
export function PageDesignerSlot(props: DesignerProps<PageDocument>) {
  return <PageDesigner {...props} history={useDesignerHistory(props.document)} />;
}
