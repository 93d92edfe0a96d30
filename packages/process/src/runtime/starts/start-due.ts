import type { FlowLibrary } from "../flow-library.ts";
import type { ProcessParts } from "../parts.ts";
import { carryOn } from "./carry-on.ts";
import { keepDueAppointments } from "./keep-appointments.ts";
import { planFlows } from "./plan-flows.ts";
import { startingFlows } from "./starting-flow.ts";

/** One round of starting flows at moments of their own; says how much was done, 0 when nothing is due. */
export async function startDue(parts: ProcessParts, library: FlowLibrary, limit: number): Promise<number> {
  const flows = parts.releases.apps().flatMap((app) => startingFlows(parts, library, app));
  await planFlows(parts, flows);
  if (flows.length === 0) return 0;
  const carried = await carryOn(parts, flows);
  return (await keepDueAppointments(parts, flows, limit)) + (carried ? 1 : 0);
}
