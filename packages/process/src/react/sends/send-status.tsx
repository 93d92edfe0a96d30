import { useText } from "@mortise/ui";
import { Tag } from "antd";
import { text } from "./text.ts";

/** How far a send is, in the order of choices. */
export const SEND_STATUSES = ["dead", "waiting", "sent", "dropped"] as const;

/** One of {@link SEND_STATUSES}. */
export type SendStatus = (typeof SEND_STATUSES)[number];

const COLORS = { waiting: "processing", sent: "success", dead: "error", dropped: "default" } as const;

/** The state of a send as a coloured word. */
export function SendStatusTag({ status }: { readonly status: SendStatus }) {
  const t = useText(text);
  return <Tag color={COLORS[status]}>{t[status]}</Tag>;
}
