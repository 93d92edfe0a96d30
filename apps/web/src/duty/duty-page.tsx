import { ClockCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import { formatDateTime, PageHeader, Panel, useLocale, useText, useTimeZone } from "@mortise/ui";
import { Button, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { useSession } from "../session/session.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { DutyCard } from "./duty-card.tsx";
import { LeaveDialog } from "./leave-dialog.tsx";
import { dutyText } from "./text.ts";
import { type Leave, useDuty, useDutyWrite } from "./use-duty.ts";

const TONES: Readonly<Record<Leave["state"], string>> = {
  now: "warning",
  coming: "processing",
  over: "default",
};

/** `/a/:app/duty`: whether flows give the person records now, and leave: their own, and of people they lead. */
export function DutyPage() {
  const t = useText(dutyText);
  const [isAdding, setIsAdding] = useState(false);
  const query = useDuty();
  const { me = null, leaves = [], people = [] } = query.data ?? {};
  return (
    <div className="page page-narrow">
      <PageHeader
        icon={<ClockCircleOutlined aria-hidden="true" />}
        title={t.duty}
        description={t.hint}
        actions={
          <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setIsAdding(true)}>
            {t.add}
          </Button>
        }
      />
      {query.error ? <PageError error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <PageLoading /> : null}
      {me ? <DutyCard me={me} leaves={leaves} /> : null}
      {query.isSuccess ? (
        <Panel title={t.leaves}>
          {leaves.length === 0 ? <p className="duty-nothing">{t.nothing}</p> : null}
          <ul className="work-list" aria-label={t.leaves}>
            {leaves.map((leave) => (
              <li key={leave.id}>
                <LeaveLine leave={leave} />
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
      {isAdding ? <LeaveDialog people={people} onClose={() => setIsAdding(false)} /> : null}
    </div>
  );
}

function LeaveLine({ leave }: { readonly leave: Leave }) {
  const t = useText(dutyText);
  const locale = useLocale();
  const timeZone = useTimeZone();
  const { me } = useSession();
  const end = useDutyWrite((api) => api.call(routes.endLeave, { params: { id: leave.id } }), t.ended);
  const time = (moment: string): string => formatDateTime(moment, locale, timeZone);
  const span =
    leave.until === null
      ? fillText(t.since, { from: time(leave.from) })
      : fillText(t.span, { from: time(leave.from), until: time(leave.until) });
  const name = leave.account === me?.id ? t.myself : leave.accountName;
  return (
    <article className="work-item" aria-label={`${name} ${span}`}>
      <header>
        <Tag color={TONES[leave.state]}>{t[leave.state]}</Tag>
        <b>{name}</b>
        <span>{span}</span>
      </header>
      {leave.reason ? <blockquote>{leave.reason}</blockquote> : null}
      {leave.mayEnd ? (
        <Popconfirm
          title={t.endAsk}
          description={t.endHint}
          okText={t.confirm}
          cancelText={t.cancel}
          onConfirm={() => end.mutate()}
        >
          <Button size="small" loading={end.isPending}>
            {leave.state === "now" ? t.end : t.takeBack}
          </Button>
        </Popconfirm>
      ) : null}
    </article>
  );
}
