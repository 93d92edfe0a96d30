import type { ExportJob as ExportJobSchema, ExportRequest as ExportRequestSchema } from "@mortise/contract";
import type { Static } from "typebox";

/** Which list is to be written, and how. */
export type ExportRequest = Static<typeof ExportRequestSchema>;

/** An export as the API shows it. */
export type ExportJob = Static<typeof ExportJobSchema>;
