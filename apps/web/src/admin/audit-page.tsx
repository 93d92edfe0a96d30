import { SafetyOutlined } from "@ant-design/icons";
import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { formatDateTime, PageHeader, useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { PagedList } from "../shell/paged-list.tsx";
import { adminText } from "./text.ts";

type Entry = RouteOutput<typeof routes.listAudit>["items"][number];

const KINDS = [
  "all",
  "reveal",
  "purge",
  "export",
  "view-as",
  "calendar",
  "outside-rules",
  "flow-secret",
  "delegation",
  "leave",
  "flow-switch",
  "board-link",
  "news-failed",
] as const;
type Kind = (typeof KINDS)[number];

/** `/admin/audit`: values shown in clear, records removed for good, lists taken out, the product seen as somebody else, what failed. */
export function AuditPage() {
  const t = useText(adminText);
  const [kind, setKind] = useState<Kind>("all");
  const names = {
    all: t.auditAll,
    reveal: t.auditReveals,
    purge: t.auditPurges,
    "view-as": t.auditViews,
    export: t.auditExports,
    calendar: t.calendar,
    "outside-rules": t.auditOutsides,
    "flow-secret": t.auditSecrets,
    delegation: t.auditDelegations,
    leave: t.auditLeaves,
    "flow-switch": t.auditFlows,
    "board-link": t.auditBoards,
    "news-failed": t.auditFailures,
  };
  const query = useAudit(kind);
  const items = (query.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <div className="page page-narrow">
      <PageHeader icon={<SafetyOutlined aria-hidden="true" />} title={t.audit} description={t.auditHint} />
      <Segmented<Kind>
        value={kind}
        onChange={setKind}
        options={KINDS.map((value) => ({ value, label: names[value] }))}
      />
      <PagedList query={query} items={items} label={t.audit} empty={t.auditNone} more={t.earlier}>
        {(entry) => <AuditLine key={entry.id} entry={entry} />}
      </PagedList>
    </div>
  );
}

function useAudit(kind: Kind) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["audit", kind],
    queryFn: ({ pageParam }) =>
      api.call(routes.listAudit, {
        query: { ...(kind === "all" ? {} : { kind }), ...(pageParam ? { before: pageParam } : {}) },
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

/** A list of texts in one line. */
function listOf(value: unknown): string {
  return Array.isArray(value) && value.length > 0 ? value.map(String).join(", ") : "—";
}

function AuditLine({ entry }: { readonly entry: Entry }) {
  const t = useText(adminText);
  const localize = useLocalize();
  const time = formatDateTime(entry.at, useLocale(), useTimeZone());
  const { details, app, entity, record } = entry;
  const fact = (name: string): string => {
    const value = details[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  const name = localize(entry.entityName) || (entity ?? "");
  const sentences: Readonly<Record<string, string>> = {
    reveal: fillText(t.auditRevealed, { field: localize(entry.fieldName) || fact("field"), entity: name }),
    purge: fillText(t.auditPurged, { n: fact("count"), entity: name }),
    "view-as": fillText(t.auditViewed, { name: fact("name") }),
    calendar: calendarSentence(t, details, fact),
    export: fillText(details["figures"] === undefined ? t.auditExported : t.auditFigures, {
      n: fact("rows"),
      entity: name,
      title: fact("figures"),
      format: fact("format").toUpperCase(),
    }),
    "export-stamp": t.auditExportStamp,
    "outside-rules": fillText(t.auditOutside, { hosts: listOf(details["hosts"]) }),
    "flow-secret": fillText(details["isRemoved"] === true ? t.auditSecretRemoved : t.auditSecret, {
      name: fact("name"),
      host: fact("host"),
    }),
    "purge-structure": t.auditPurgedStructure,
    "hand-over": fillText(t.auditHandOver, {
      from: fact("from"),
      to: fact("to"),
      n: fact("count"),
      records: fact("records") || 0,
    }),
    delegation: fillText(details["ended"] === true ? t.auditDelegationEnded : t.auditDelegated, {
      from: fact("account"),
      to: fact("delegate"),
    }),
    leave: fillText(details["ended"] === true ? t.auditLeaveEnded : t.auditLeave, {
      name: fact("account"),
    }),
    "flow-switch": fillText(details["enabled"] === true ? t.auditFlowGoesOn : t.auditFlowPaused, {
      flow: fact("name"),
      reason: fact("reason"),
    }),
    "board-link": fillText(details["made"] === true ? t.auditBoardShared : t.auditBoardTaken, {
      board: fact("dashboard"),
      link: fact("link"),
    }),
    "news-failed": fillText(t.auditNewsFailed, { n: fact("count"), entity: name, reason: fact("reason") }),
  };
  const nobody = entry.kind === "news-failed" ? t.auditSystem : t.auditToken;
  return (
    <li>
      <div>
        <b>{entry.actorName || nobody}</b> <span>{sentences[entry.kind] ?? entry.kind}</span>{" "}
        {entry.kind === "reveal" && app && entity && record ? (
          <Link to={`/a/${app}/e/${entity}/${record}`}>{t.auditOpen}</Link>
        ) : null}
        <small>{time}</small>
      </div>
    </li>
  );
}

/** What somebody changed in the work calendar: days by what became of them, or the settings. */
function calendarSentence(
  t: Readonly<Record<keyof typeof adminText, string>>,
  details: Entry["details"],
  fact: (name: string) => string,
): string {
  if (details["reset"] === true) return fillText(t.auditCalendarReset, { year: fact("year") });
  const facts: readonly (readonly [string, string])[] = [
    [t.auditDaysOff, fact("off")],
    [t.auditDaysOffNoMore, fact("offNoMore")],
    [t.auditDaysWorked, fact("worked")],
    [t.auditDaysWorkedNoMore, fact("workedNoMore")],
    [t.auditHours, fact("hours")],
    [t.auditFiscalMonth, fact("fiscalMonth")],
  ];
  const told = facts.filter(([, value]) => value !== "").map(([name, value]) => `${name} ${value}`);
  return [t.auditCalendar, ...told].join(" · ");
}
