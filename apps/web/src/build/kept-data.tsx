import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { dataSizeText, fillText } from "@mortise/kit";
import { formatDateTime, Panel, useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Input, Modal } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { useSession } from "../session/session.ts";
import { historyText } from "./history-text.ts";

/** Columns and tables that stand aside with their values; administrators may remove them for good. */
export function KeptData() {
  const t = useText(historyText);
  const localize = useLocalize();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const api = useApi();
  const { id: app } = useAppModel();
  const isAdmin = useSession().me?.admin === true;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const kept = useQuery({
    queryKey: keys.kept(app),
    queryFn: () => api.call(routes.listKept, { params: { app } }),
    staleTime: 0,
  });
  const things = kept.data?.items ?? [];
  const toggle = (id: string) =>
    setChosen(
      (before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]),
    );
  const purge = isAdmin ? (
    <Button size="small" danger disabled={chosen.size === 0} onClick={() => setAsking(true)}>
      {t.purge}
    </Button>
  ) : null;
  return (
    <Panel title={t.kept} actions={purge}>
      <p className="palette-note">{t.keptHint}</p>
      {kept.error ? <Alert type="error" showIcon title={errorMessage(kept.error)} /> : null}
      {kept.data && things.length === 0 ? <p>{t.noKept}</p> : null}
      <ul className="kept-list" aria-label={t.kept}>
        {things.map((thing) => {
          const names = { name: localize(thing.name), entity: localize(thing.entityName) };
          const title = fillText(thing.field === null ? t.keptEntity : t.keptField, names);
          const date = thing.since ? formatDateTime(thing.since, locale, timeZone) : "";
          const facts = { n: thing.release, date, size: dataSizeText(thing.bytes, locale) };
          return (
            <li key={thing.id}>
              {isAdmin ? (
                <Checkbox
                  aria-label={fillText(t.choose, { name: title })}
                  checked={chosen.has(thing.id)}
                  onChange={() => toggle(thing.id)}
                />
              ) : null}
              <span>
                <b>{title}</b>
                <small>{fillText(t.keptSince, facts)}</small>
              </span>
            </li>
          );
        })}
      </ul>
      {things.length > 0 && !isAdmin ? <small>{t.adminsOnly}</small> : null}
      {asking ? (
        <PurgeDialog
          ids={[...chosen]}
          onClose={() => {
            setAsking(false);
            setChosen(new Set());
          }}
        />
      ) : null}
    </Panel>
  );
}

function PurgeDialog({ ids, onClose }: { readonly ids: readonly string[]; readonly onClose: () => void }) {
  const t = useText(historyText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  const [typed, setTyped] = useState("");
  const purge = useMutation({
    mutationFn: () =>
      api.call(routes.purgeKept, { params: { app }, body: { ids: [...ids], confirm: typed } }),
    onSuccess: async ({ purged }) => {
      await queryClient.invalidateQueries({ queryKey: keys.kept(app) });
      void message.success(fillText(t.purged, { n: purged }));
      onClose();
    },
    onError: (error) => message.error(errorMessage(error)),
  });
  return (
    <Modal
      open
      title={t.purge}
      okText={t.purge}
      cancelText={t.cancel}
      okButtonProps={{ danger: true, disabled: typed !== app, loading: purge.isPending }}
      onOk={() => purge.mutate()}
      onCancel={onClose}
    >
      <p>{fillText(t.purgeAsk, { n: ids.length, app })}</p>
      <Input
        aria-label={t.confirmId}
        value={typed}
        onChange={(event) => setTyped(event.target.value.trim())}
      />
    </Modal>
  );
}
