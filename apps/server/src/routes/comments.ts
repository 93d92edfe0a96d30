import { routes } from "@mortise/contract";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

const DONE = { ok: true } as const;

/** Comments on records, and following them. */
export function registerCommentRoutes(handle: Handle, { comments, follows }: Services): void {
  handle(routes.listComments, ({ actor, params, query }) => comments.list(actor, params, query.before));
  handle(routes.addComment, async ({ actor, params, body }) => {
    const comment = await comments.add(actor, params, body.text);
    return { comment, labels: await comments.namesIn(comment) };
  });
  handle(routes.editComment, async ({ actor, params, body }) => {
    const comment = await comments.edit(actor, params, params.comment, body.text);
    return { comment, labels: await comments.namesIn(comment) };
  });
  handle(routes.deleteComment, async ({ actor, params }) => {
    await comments.remove(actor, params, params.comment);
    return DONE;
  });
  handle(routes.mentionable, async ({ actor, params, query }) => ({
    people: await comments.mentionable(actor, params, query.q ?? ""),
  }));
  handle(routes.followState, ({ actor, params }) => follows.state(actor, params));
  handle(routes.setFollow, ({ actor, params, body }) => follows.set(actor, params, body.following));
  handle(routes.listFollows, async ({ actor, params }) => ({ items: await follows.list(actor, params.app) }));
  handle(routes.followSettings, ({ actor }) => follows.settings(actor));
  handle(routes.saveFollowSettings, ({ actor, body }) => follows.saveSettings(actor, body));
}
