import { defineChecker } from "@mortise/metadata";
import { validateFlow } from "./validate-flow.ts";

/** What the process engine checks when an app is published: every step and trigger of its flows. */
export const flowChecker = defineChecker("flow", validateFlow);
