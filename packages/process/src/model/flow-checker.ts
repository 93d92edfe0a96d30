import { defineChecker } from "@mortise/metadata";
import { fieldsInFlow } from "./flow-fields.ts";
import { validateFlow } from "./validate-flow.ts";

/** What the process engine checks when an app is published: every step and trigger of its flows; and what these name. */
export const flowChecker = defineChecker("flow", validateFlow, fieldsInFlow);
