import { EmptyState, useText } from "@mortise/ui";
import { Link } from "react-router";
import { shellText } from "./text.ts";

/** An address that leads nowhere. */
export function NotFoundPage() {
  const t = useText(shellText);
  return <EmptyState title={t.notFound} action={<Link to="/">{t.toHome}</Link>} />;
}

/** A page that is there, but not for this person. */
export function NoAccessPage() {
  const t = useText(shellText);
  return <EmptyState title={t.noAccess} action={<Link to="/">{t.toHome}</Link>} />;
}
