import { routes } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import { formatDateTime, Panel, useLocale, useText, useTimeZone } from "@mortise/ui";
import { Badge, Button, Tag } from "antd";
import { useSession } from "../session/session.ts";
import { dutyText } from "./text.ts";
import { type Duty, useDutyWrite } from "./use-duty.ts";

const BADGES = { "on-duty": "success", "off-duty": "default", "on-leave": "warning" } as const;

/** How the person stands now, with the button that pauses or goes on. */
export function DutyCard({
  me,
  leaves,
}: {
  readonly me: NonNullable<Duty["me"]>;
  readonly leaves: Duty["leaves"];
}) {
  const t = useText(dutyText);
  const locale = useLocale();
  const timeZone = useTimeZone();
  const names = { "on-duty": t.onDuty, "off-duty": t.offDuty, "on-leave": t.onLeave };
  const time = (moment: string): string => formatDateTime(moment, locale, timeZone);
  return (
    <Panel>
      <section className="duty-card" aria-label={names[me.state]}>
        <div>
          <Badge status={BADGES[me.state]} text={<b>{names[me.state]}</b>} />
          <p>
            {me.state === "on-leave" ? (
              <span>{me.until === null ? t.openEnd : fillText(t.until, { time: time(me.until) })}</span>
            ) : null}
            {me.next === null ? null : <span>{fillText(t.next, { time: time(me.next) })}</span>}
          </p>
          <Hours me={me} />
          {me.skills.length > 0 ? (
            <p>
              {t.skills}：
              {me.skills.map((skill) => (
                <Tag key={skill}>{skill}</Tag>
              ))}
            </p>
          ) : null}
        </div>
        <PauseButton me={me} leaves={leaves} />
      </section>
    </Panel>
  );
}

function Hours({ me: { shift, shiftOf } }: { readonly me: NonNullable<Duty["me"]> }) {
  const t = useText(dutyText);
  const name = new Intl.DateTimeFormat(useLocale(), { weekday: "short", timeZone: "UTC" });
  const sources = { own: t.hoursOwn, team: t.hoursTeam, company: t.hoursCompany };
  // 5 January 1970 was a Monday.
  const days = shift.days?.map((day) => name.format(Date.UTC(1970, 0, 4 + day))).join(" ") ?? t.workDays;
  const hours = shift.hours.map(([from, to]) => `${from}–${to}`).join(", ");
  return (
    <p>
      {t.hours}：{days} {hours} <small>({sources[shiftOf]})</small>
    </p>
  );
}

/** Pauses until the person is back, or ends what keeps them away now. */
function PauseButton({
  me,
  leaves,
}: {
  readonly me: NonNullable<Duty["me"]>;
  readonly leaves: Duty["leaves"];
}) {
  const t = useText(dutyText);
  const { me: person } = useSession();
  const now = leaves.filter(({ account, state }) => account === person?.id && state === "now");
  const pause = useDutyWrite((api) => api.call(routes.createLeave, { body: { until: null } }), t.paused);
  const resume = useDutyWrite(async (api) => {
    let duty = await api.call(routes.getDuty, {});
    for (const { id } of now) duty = await api.call(routes.endLeave, { params: { id } });
    return duty;
  }, t.resumed);
  if (me.state === "on-leave")
    return (
      <Button type="primary" size="large" loading={resume.isPending} onClick={() => resume.mutate()}>
        {t.resume}
      </Button>
    );
  return (
    <Button size="large" loading={pause.isPending} onClick={() => pause.mutate()}>
      {t.pause}
    </Button>
  );
}
