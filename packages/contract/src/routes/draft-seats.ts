import { Type } from "typebox";
import { defineRoute } from "../route.ts";

const params = Type.Object({ app: Type.String(), seat: Type.String({ format: "uuid" }) });
const Place = {
  /** The document that is open, by its key (`form/lead`). */
  document: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]),
  /** What is chosen in it, such as an item of a form. */
  element: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]),
};

/** A browser window in which somebody has the draft open. */
export const DraftSeat = Type.Object({
  id: Type.String(),
  account: Type.String(),
  name: Type.String(),
  ...Place,
});

/** Who has a draft open. */
export const draftSeatRoutes = {
  takeSeat: defineRoute({
    method: "PUT",
    path: "/apps/:app/draft/seats/:seat",
    summary:
      "Say that a window has the draft open and what is chosen in it; to be said again within eight seconds. " +
      "Answers all windows, those that chose their element first in front: they hold it",
    tag: "build",
    access: "builder",
    params,
    body: Type.Object({
      ...Place,
      takesOver: Type.Optional(Type.Boolean({ description: "Take the element from whoever holds it" })),
    }),
    response: Type.Object({ items: Type.Array(DraftSeat) }),
  }),
  leaveSeat: defineRoute({
    method: "DELETE",
    path: "/apps/:app/draft/seats/:seat",
    summary: "Say that a window has the draft no longer open",
    tag: "build",
    access: "builder",
    params,
    response: Type.Object({ ok: Type.Literal(true) }),
  }),
} as const;
