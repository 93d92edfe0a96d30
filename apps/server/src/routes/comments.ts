import { routes } from "@mortise/contract";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

const DONE = { ok: true } as const;

/** Comments on records, and following them. */
export function registerCommentRoutes(handle: Handle, { comments, follows }: Services): void {
  handle(routes.listComments, ({ actor, params, query }) =>
    comments.list(actor, params, { before: query.before }),
  );
  handle(routes.addComment, ({ actor, params, body }) => comments.add(actor, params, body.text));
  handle(routes.editComment, ({ actor, params, body }) =>
    comments.edit(actor, params, params.comment, body.text),
  );
  handle(routes.deleteComment, async ({ actor, params }) => {
    await comments.remove(actor, params, params.comment);
    return DONE;
  });
  handle(routes.mentionable, ({ actor, params, query }) => comments.mentionable(actor, params, query));
  handle(routes.searchComments, ({ actor, params, query }) => comments.search(actor, params.app, query.q));
  handle(routes.followState, ({ actor, params }) => follows.state(actor, params));
  handle(routes.setFollow, ({ actor, params, body }) => follows.set(actor, params, body.following));
  handle(routes.listFollows, async ({ actor, params }) => ({ items: await follows.list(actor, params.app) }));
  handle(routes.followSettings, ({ actor }) => follows.settings(actor));
  handle(routes.saveFollowSettings, ({ actor, body }) => follows.saveSettings(actor, body));
}
