import type { FlowDocument } from "@mortise/metadata";

/** The flows of the app. */
export const flows: readonly FlowDocument[] = [];
