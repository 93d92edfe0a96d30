import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { Avatar, Tooltip } from "antd";
import { Link } from "react-router";
import { useSession } from "../../session/session.ts";
import { documentPath } from "../document-path.ts";
import { useDocumentName } from "../use-document-name.ts";
import { personColor } from "./person-color.ts";
import { presenceText } from "./text.ts";
import { type Seat, usePresence } from "./use-seat.ts";

const SHOWN = 4;

/** Who else builds this app now; a click leads to the document that they have open. */
export function PeopleHere({ app }: { readonly app: string }) {
  const t = useText(presenceText);
  const { seats } = usePresence();
  const own = useSession().me?.id;
  // Of a person with several windows, the one that is at a document.
  const others = new Map<string, Seat>();
  for (const seat of seats)
    if (seat.account !== own && (seat.document !== null || !others.has(seat.account)))
      others.set(seat.account, seat);
  if (others.size === 0) return null;
  const [people, more] = [[...others.values()].slice(0, SHOWN), others.size - SHOWN];
  return (
    <ul className="people-here" aria-label={t.here}>
      {people.map((seat) => (
        <li key={seat.account}>
          <PersonHere app={app} seat={seat} />
        </li>
      ))}
      {more > 0 ? (
        <li>
          <Avatar size={26} aria-label={fillText(t.more, { n: more })}>
            +{more}
          </Avatar>
        </li>
      ) : null}
    </ul>
  );
}

function PersonHere({ app, seat }: { readonly app: string; readonly seat: Seat }) {
  const t = useText(presenceText);
  const nameOf = useDocumentName();
  const place = seat.document === null ? t.elsewhere : nameOf(seat.document);
  const label = fillText(t.at, { name: seat.name, place });
  const face = (
    <Avatar size={26} style={{ background: personColor(seat.account) }}>
      {seat.name.slice(-2)}
    </Avatar>
  );
  return (
    <Tooltip title={label}>
      {seat.document === null ? (
        <span role="img" aria-label={label}>
          {face}
        </span>
      ) : (
        <Link to={documentPath(app, seat.document)} aria-label={label}>
          {face}
        </Link>
      )}
    </Tooltip>
  );
}
