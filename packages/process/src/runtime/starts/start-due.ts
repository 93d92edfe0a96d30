import type { FlowLibrary } from "../flow-library.ts";
import type { ProcessParts } from "../parts.ts";
import { carryOn } from "./carry-on.ts";
import { keepDueAppointments } from "./keep-appointments.ts";
import { planFlows } from "./plan-flows.ts";

/** One round of starting flows at moments of their own; says how much was done, 0 when nothing is due. */
export async function startDue(parts: ProcessParts, library: FlowLibrary, limit: number): Promise<number> {
  await planFlows(parts, library);
  const carried = await carryOn(parts, library);
  return (await keepDueAppointments(parts, library, limit)) + (carried ? 1 : 0);
}
