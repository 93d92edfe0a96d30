import { Type } from "typebox";
import { defineRoute } from "../route.ts";

const Id = Type.String({ format: "uuid" });
const Moment = Type.String({ format: "date-time" });
const NoMoment = Type.Union([Moment, Type.Null()]);

/** Hours of work of a person or a team. */
export const Shift = Type.Object({
  /** One that ends no later than it begins goes on into the next day. */
  hours: Type.Array(Type.Tuple([Type.String(), Type.String()]), {
    maxItems: 6,
    description: 'Stretches of a day: `[["09:00", "18:00"]]`',
  }),
  days: Type.Optional(
    Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      maxItems: 7,
      description: "Days of the week, Monday 1; without them the company's working days",
    }),
  ),
});

/** What flows go by when they give somebody work. */
export const WorkProfile = Type.Object({
  skills: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 50 }),
  shift: Type.Union([Shift, Type.Null()]),
  capOpen: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
  capDay: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
});

const Duty = Type.Object({
  /** How the actor stands; null for those who are no person. */
  me: Type.Union([
    Type.Object({
      state: Type.Union([Type.Literal("on-duty"), Type.Literal("off-duty"), Type.Literal("on-leave")]),
      /** Until when they are on leave; null without an end. */
      until: NoMoment,
      /** When they are next on duty, as far as that is known. */
      next: NoMoment,
      shift: Shift,
      /** Whose hours these are. */
      shiftOf: Type.Union([Type.Literal("own"), Type.Literal("team"), Type.Literal("company")]),
      skills: Type.Array(Type.String()),
    }),
    Type.Null(),
  ]),
  /** The actor's leaves, and those of whom they may speak for. */
  leaves: Type.Array(
    Type.Object({
      id: Type.String(),
      account: Type.String(),
      accountName: Type.String(),
      from: Type.String(),
      until: Type.Union([Type.String(), Type.Null()]),
      reason: Type.Union([Type.String(), Type.Null()]),
      state: Type.Union([Type.Literal("coming"), Type.Literal("now"), Type.Literal("over")]),
      mayEnd: Type.Boolean(),
    }),
  ),
  /** Whom the actor may put on leave besides themselves: those they lead, everybody for administrators. */
  people: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
});

/** When people take on what flows give them. */
export const dutyRoutes = {
  getDuty: defineRoute({
    method: "GET",
    path: "/duty",
    summary: "Whether the actor is on duty, with leaves of the actor and of those they lead",
    tag: "work",
    access: "signed-in",
    response: Duty,
  }),
  createLeave: defineRoute({
    method: "POST",
    path: "/leaves",
    summary: "Be given nothing by flows for a time",
    tag: "work",
    access: "signed-in",
    body: Type.Object({
      /** Whose leave; leaders name people they lead, administrators anybody. */
      account: Type.Optional(Id),
      /** From now when absent. */
      from: Type.Optional(Moment),
      /** Null: until it is ended. */
      until: NoMoment,
      reason: Type.Optional(Type.String({ maxLength: 500 })),
    }),
    response: Duty,
  }),
  endLeave: defineRoute({
    method: "POST",
    path: "/leaves/:id/end",
    summary: "End a leave at once, or take back one that has not begun",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ id: Id }),
    response: Duty,
  }),
} as const;
