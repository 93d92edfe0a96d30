import { formatMoment } from "../../model/format-moment.ts";
import { isOnShift, leaveAt, shiftOf } from "../../model/duty.ts";
import type { RosterUser } from "../../model/roster.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import { text } from "./text.ts";
import type { Obstacle } from "./obstacle.ts";

/** Whether only people on duty are given records by a target of the step; everything else goes to whom it names at any time. */
export function asksForDuty(context: StepContext, to: Settings): boolean {
  return context.settings.flag("onDuty") && !to.flag("anytime");
}

/** What keeps somebody from work now: leave always does, hours where the step asks for duty. */
export function dutyObstacles(context: StepContext, user: RosterUser, isAsked: boolean): readonly Obstacle[] {
  const { world, roster } = context;
  const now = world.now.getTime();
  const until = leaveAt(user, now);
  if (until !== undefined)
    return [
      {
        kind: "leave",
        text: until === null ? text.onLeave : text.onLeaveUntil(formatMoment(until, world.timeZone)),
        keepsTurn: true,
      },
    ];
  if (!isAsked || isOnShift(shiftOf(roster, user, world), now, world)) return [];
  return [{ kind: "off-duty", text: text.offDuty, keepsTurn: true }];
}
