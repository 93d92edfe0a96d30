import { DesktopOutlined } from "@ant-design/icons";
import { ApiError, BOARD_PASSWORD_HEADER, type BoardVisit, createClient, routes } from "@mortise/contract";
import { fieldCatalog } from "@mortise/fields";
import { type FieldServices, FieldServicesProvider } from "@mortise/fields/react";
import { Catalog } from "@mortise/metadata";
import { EmptyState, useIsPhone, useLocale, useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Input, Skeleton } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import type { BoardState } from "../../model/board/board-state.ts";
import { ScreenView } from "../board/screen-view.tsx";
import { DashboardView } from "../dashboard-view.tsx";
import { type FigureSource, FigureSourceContext } from "../figure-source.ts";
import "./sharing.css";
import { sharingText } from "./text.ts";

/** Props of `SharedBoard`. */
export interface SharedBoardProps {
  /** The secret part of the link. */
  readonly linkKey: string;
  readonly state: BoardState;
  readonly onState: (state: BoardState) => void;
  /** Whether it is shown as on a wall. */
  readonly isScreen: boolean;
  readonly onScreen: (isScreen: boolean) => void;
  /** What stands beside the title, such as the choice of language. */
  readonly aside?: ReactNode;
}

const EVERY_MS = 60_000;
const WRONG_PASSWORD = "REPORT_LINK_PASSWORD";

/** A dashboard as people without an account see it by a public link: figures only, narrowed by what the link sets. */
export function SharedBoard(props: SharedBoardProps) {
  const { linkKey } = props;
  const t = useText(sharingText);
  const locale = useLocale();
  const [password, setPassword] = useKeptPassword(linkKey);
  const client = useMemo(
    () =>
      createClient({
        locale: () => locale,
        ...(password === "" ? {} : { headers: { [BOARD_PASSWORD_HEADER]: encodeURIComponent(password) } }),
      }),
    [locale, password],
  );
  const visit = useQuery({
    queryKey: ["shared-board", linkKey, password, locale],
    queryFn: () => client.call(routes.visitBoard, { params: { key: linkKey } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const source = useMemo(
    (): FigureSource =>
      sourceOf(client, linkKey, { state: props.state, exports: visit.data?.exports === true }),
    [client, linkKey, props.state, visit.data],
  );
  if (visit.data) {
    return (
      <FigureSourceContext value={source}>
        <Visited {...props} visit={visit.data} />
      </FigureSourceContext>
    );
  }
  if (visit.error instanceof ApiError && visit.error.body.code === WRONG_PASSWORD) {
    return <Door isWrong={password !== ""} onOpen={setPassword} />;
  }
  return (
    <main className="m-visit-door">
      {visit.error ? <EmptyState title={t.cannotOpen} hint={visit.error.message} /> : <Skeleton active />}
    </main>
  );
}

function sourceOf(
  client: ReturnType<typeof createClient>,
  key: string,
  { state, exports }: { readonly state: BoardState; readonly exports: boolean },
): FigureSource {
  const { filters } = state;
  return {
    everyMs: EVERY_MS,
    read: ({ card }, signal) =>
      client.call(routes.sharedCardData, { params: { key, card: card.id }, body: { filters } }, { signal }),
    ...(exports
      ? {
          file: ({ card }, format) =>
            client.call(routes.sharedCardFile, { params: { key, card: card.id }, body: { filters, format } }),
        }
      : {}),
  };
}

/** The password that a visitor gave, for as long as the window is open. */
function useKeptPassword(key: string): readonly [string, (password: string) => void] {
  const place = `mortise.board.${key}`;
  const [password, setPassword] = useState(() => kept()?.getItem(place) ?? "");
  return [
    password,
    (next) => {
      kept()?.setItem(place, next);
      setPassword(next);
    },
  ];
}

/** Pages in frames of other sites may be refused any memory. */
function kept(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

function Visited({
  visit,
  state,
  onState,
  isScreen,
  onScreen,
  aside,
}: SharedBoardProps & { readonly visit: BoardVisit }) {
  const t = useText(sharingText);
  const localize = useLocalize();
  const isPhone = useIsPhone();
  const { app, dashboard, entities } = visit;
  const catalog = useMemo(() => new Catalog([...entities, dashboard], fieldCatalog), [entities, dashboard]);
  const services = useVisitorServices(catalog, visit.timeZone);
  const view = { app, dashboard, catalog, state, onState };
  return (
    <FieldServicesProvider services={services}>
      <main className="m-visit">
        <title>{localize(dashboard.name)}</title>
        <header className="m-visit-head">
          <h1>{localize(dashboard.name)}</h1>
          {aside}
          {isPhone ? null : (
            <Button icon={<DesktopOutlined aria-hidden="true" />} onClick={() => onScreen(true)}>
              {t.bigScreen}
            </Button>
          )}
        </header>
        <DashboardView {...view} />
        {isScreen ? <ScreenView {...view} onClose={() => onScreen(false)} /> : null}
      </main>
    </FieldServicesProvider>
  );
}

const nothing = () => Promise.resolve([]);

/** Visitors look nothing up and store nothing; days are those of whoever shared. */
function useVisitorServices(catalog: Catalog, timeZone: string): FieldServices {
  const locale = useLocale();
  return useMemo(
    () => ({
      locale,
      timeZone,
      label: () => undefined,
      searchUsers: nothing,
      searchTeams: nothing,
      searchRecords: nothing,
      upload: () => Promise.reject(new TypeError("visitors store no files")),
      entity: (id) => catalog.find("entity", id),
    }),
    [catalog, locale, timeZone],
  );
}

function Door({
  isWrong,
  onOpen,
}: {
  readonly isWrong: boolean;
  readonly onOpen: (password: string) => void;
}) {
  const t = useText(sharingText);
  const [password, setPassword] = useState("");
  return (
    <main className="m-visit-door">
      <h1>{t.enterPassword}</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (password !== "") onOpen(password);
        }}
      >
        {isWrong ? <Alert type="error" role="alert" title={t.wrongPassword} /> : null}
        <Input.Password
          size="large"
          aria-label={t.password}
          autoComplete="off"
          autoFocus
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
        <Button type="primary" size="large" htmlType="submit" block>
          {t.open}
        </Button>
      </form>
    </main>
  );
}
