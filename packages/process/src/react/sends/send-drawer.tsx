import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { formatDateTime, useIsPhone, useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Alert, Drawer, Skeleton, Timeline } from "antd";
import type { ReactNode } from "react";
import { SendButtons } from "./send-buttons.tsx";
import { SendStatusTag } from "./send-status.tsx";
import { text } from "./text.ts";
import { sendsKey } from "./use-sends.ts";

type Answer = RouteOutput<typeof routes.readSend>;

const LOOK_EVERY_MS = 5_000;

/** One send: what was sent, what came back, each try, and what can be done. */
export function SendDrawer({
  app,
  id,
  renderLinks,
  onClose,
}: {
  readonly app: string;
  readonly id: string | undefined;
  readonly renderLinks: (send: Answer["send"]) => ReactNode;
  readonly onClose: () => void;
}) {
  const t = useText(text);
  const api = useApi();
  const isPhone = useIsPhone();
  const answer = useQuery({
    queryKey: [...sendsKey(app), "one", id],
    queryFn: () => api.call(routes.readSend, { params: { app, id: id ?? "" } }),
    enabled: id !== undefined,
    refetchInterval: LOOK_EVERY_MS,
  });
  return (
    <Drawer open={id !== undefined} title={t.details} size={isPhone ? "100%" : 520} onClose={onClose}>
      {answer.error ? <Alert type="error" showIcon role="alert" title={answer.error.message} /> : null}
      {answer.isLoading ? <Skeleton active /> : null}
      {answer.data ? <Shown app={app} answer={answer.data} renderLinks={renderLinks} /> : null}
    </Drawer>
  );
}

function Shown({
  app,
  answer: { send, request, answer, tries },
  renderLinks,
}: {
  readonly app: string;
  readonly answer: Answer;
  readonly renderLinks: (send: Answer["send"]) => ReactNode;
}) {
  const t = useText(text);
  const localize = useLocalize();
  return (
    <div className="sends-one">
      <div className="runs-state">
        <SendStatusTag status={send.status} />
        <b>{send.recordTitle || t.untitled}</b>
        <span>
          {localize(send.flowName)} · {localize(send.nodeName)}
        </span>
      </div>
      {send.problem ? <Alert type="error" showIcon title={localize(send.problem)} /> : null}
      <div className="runs-state">
        <SendButtons app={app} sends={[send]} />
        {renderLinks(send)}
      </div>
      <Lines title={t.request} lines={request} />
      <Lines title={t.answer} lines={answer} />
      <Tries tries={tries} />
      <p className="sends-key">
        {t.key}: {send.id}
      </p>
    </div>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: Answer["request"] }) {
  const t = useText(text);
  const localize = useLocalize();
  if (lines?.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {lines === null ? <p>{t.withheld}</p> : null}
      <dl className="sends-lines">
        {lines?.map(({ label, value }, index) => (
          // Two lines of one request may bear the same name, such as a header sent twice.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index}>
            <dt>{localize(label)}</dt>
            <dd>{value ?? <em>{t.secret}</em>}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Tries({ tries }: Pick<Answer, "tries">) {
  const t = useText(text);
  const localize = useLocalize();
  const locale = useLocale();
  const timeZone = useTimeZone();
  if (tries.length === 0) return null;
  const items = tries.map(({ number, at, took, status, problem }) => ({
    key: number,
    color: took === null ? "gray" : problem ? "red" : "green",
    content: (
      <>
        <b>{fillText(t.attempt, { n: number })}</b> {status === null ? null : <span>{status}</span>}{" "}
        <span>{formatDateTime(at, locale, timeZone)}</span>
        <div>{took === null ? t.cutOff : fillText(t.took, { ms: took })}</div>
        {problem ? <div className="runs-reason">{localize(problem)}</div> : null}
      </>
    ),
  }));
  return (
    <section aria-label={t.history}>
      <h3>{t.history}</h3>
      <Timeline items={items} />
    </section>
  );
}
