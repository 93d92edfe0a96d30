import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { momentsOfDays } from "@mortise/expression";
import { fillText } from "@mortise/kit";
import { RelativeTime, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Alert, Button, Drawer, Skeleton } from "antd";
import type { LedgerSpan } from "./ledger-span.ts";
import type { Looked, RenderLink } from "./ledger-group-type.ts";
import { text } from "./text.ts";

type Item = RouteOutput<typeof routes.ledgerRecords>["items"][number];

/** The records behind a figure of the ledger, with why they went where they went. */
export function LedgerDrawer({
  app,
  looked,
  span,
  renderLink,
  onClose,
}: {
  readonly app: string;
  readonly looked: Looked;
  readonly span: LedgerSpan;
  readonly renderLink: RenderLink;
  readonly onClose: () => void;
}) {
  const t = useText(text);
  const { person, side } = looked;
  const records = useRecords(app, looked, span);
  const items = records.data?.pages.flatMap((page) => page.items) ?? [];
  const name = person.name || t.unknown;
  return (
    <Drawer
      open
      size="min(480px, 100vw)"
      title={fillText(side === "given" ? t.givenTo : t.missedBy, { name })}
      onClose={onClose}
    >
      {records.error ? <Alert type="error" showIcon role="alert" title={records.error.message} /> : null}
      {records.isPending ? <Skeleton active /> : null}
      <ul className="ledger-records">
        {items.map((item) => (
          <li key={item.id}>
            <RecordLine item={item} renderLink={renderLink} />
          </li>
        ))}
      </ul>
      {records.hasNextPage ? (
        <Button block loading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
          {t.more}
        </Button>
      ) : null}
    </Drawer>
  );
}

function useRecords(app: string, { group, person, side }: Looked, span: LedgerSpan) {
  const api = useApi();
  const { flow, node, rule } = group;
  const query = { ...momentsOfDays(span, useTimeZone()), flow, node, rule, account: person.id, side };
  return useInfiniteQuery({
    queryKey: ["app", app, "ledger", "records", query],
    queryFn: ({ pageParam }) =>
      api.call(routes.ledgerRecords, {
        params: { app },
        query: { ...query, ...(pageParam === undefined ? {} : { after: pageParam }) },
      }),
    // Without it the parameter would be nothing but undefined.
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
}

function RecordLine({ item, renderLink }: { readonly item: Item; readonly renderLink: RenderLink }) {
  const t = useText(text);
  const localize = useLocalize();
  const names: Readonly<Record<string, string>> = t;
  return (
    <>
      <div>
        {item.title === null ? t.withheld : renderLink(item, <b>{item.title || t.untitled}</b>)}
        <RelativeTime value={item.at} />
      </div>
      {item.missed === null ? null : (
        <div>
          {names[`missed/${item.missed}`] ?? item.missed} · {fillText(t.wentTo, { name: item.owner })}
        </div>
      )}
      {item.why ? <div className="ledger-why">{localize(item.why)}</div> : null}
    </>
  );
}
