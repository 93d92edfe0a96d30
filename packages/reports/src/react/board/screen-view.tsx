import { CloseOutlined, FullscreenOutlined } from "@ant-design/icons";
import type { DashboardDocument } from "@mortise/metadata";
import { formatDateTime, useLocale, useLocalize, useNow, useText, useTimeZone } from "@mortise/ui";
import { Button, ConfigProvider, theme } from "antd";
import { type CSSProperties, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { BoardState } from "../../model/board/board-state.ts";
import { itemsOnTab } from "../../model/board/board-edits.ts";
import { ChartLookProvider } from "../chart-look.tsx";
import { DashboardView, type DashboardViewProps } from "../dashboard-view.tsx";
import { GRID_GAP } from "../grid-size.ts";
import { boardText } from "./text.ts";

/** Props of `ScreenView`. */
export interface ScreenViewProps extends DashboardViewProps {
  readonly state: BoardState;
  readonly onState: (state: BoardState) => void;
  readonly onClose: () => void;
}

const WIDTH = 1_920;
const HEIGHT = 1_080;
/** Room for the head, the bar of filters and tabs. */
const HEAD = 88;
const BAR = 56;
const EDGE = 28;
const LOWEST_ROW = 18;

/** A dashboard as it hangs on a wall: 1920 × 1080, scaled to the screen, all rows in view, one tab after the other. */
export function ScreenView({ onClose, ...props }: ScreenViewProps) {
  const { dashboard, state, onState } = props;
  const t = useText(boardText);
  const localize = useLocalize();
  const place = useRef<HTMLDivElement>(null);
  const scale = useScale();
  useCarousel(dashboard, state, onState);
  const isDark = (dashboard.screen?.theme ?? "dark") === "dark";
  const full = (): void => void place.current?.requestFullscreen?.().catch(() => undefined);
  const algorithm = isDark ? theme.darkAlgorithm : theme.defaultAlgorithm;
  return createPortal(
    <ConfigProvider theme={{ algorithm }} getPopupContainer={() => place.current ?? document.body}>
      <div
        ref={place}
        className={isDark ? "m-screen m-screen-dark" : "m-screen"}
        onKeyDown={({ key, target }) => {
          // Esc inside a drawer or a menu closes that.
          if (key === "Escape" && target === place.current) onClose();
        }}
        tabIndex={-1}
        role="dialog"
        aria-label={localize(dashboard.name)}
      >
        <div className="m-screen-sheet" style={sheetStyle(dashboard, state, scale)}>
          <header className="m-screen-head">
            <h1>{localize(dashboard.name)}</h1>
            <Clock />
            <Button type="text" icon={<FullscreenOutlined />} onClick={full}>
              {t.fullScreen}
            </Button>
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={t.leave}
              title={t.leave}
              onClick={onClose}
            />
          </header>
          <ChartLookProvider theme={isDark ? "dark" : "light"}>
            <DashboardView {...props} />
          </ChartLookProvider>
        </div>
      </div>
    </ConfigProvider>,
    document.body,
  );
}

/** Rows as high as it takes to fill the sheet with those of the tab on screen. */
function sheetStyle(dashboard: DashboardDocument, state: BoardState, scale: number): CSSProperties {
  const tab = dashboard.tabs?.find(({ id }) => id === state.tab)?.id ?? dashboard.tabs?.[0]?.id;
  const rows = Math.max(1, ...itemsOnTab(dashboard, tab).map(({ layout }) => layout.y + layout.h));
  const bars = (dashboard.tabs?.length ? BAR : 0) + (dashboard.filters?.length || state.cross ? BAR : 0);
  const room = HEIGHT - HEAD - bars - EDGE;
  const row = Math.max(LOWEST_ROW, Math.floor((room + GRID_GAP) / rows - GRID_GAP));
  return {
    width: WIDTH,
    height: HEIGHT,
    transform: `translate(-50%, -50%) scale(${scale})`,
    // A variable of the stylesheet, which the type of styles does not know.
    ["--m-row" as string]: `${row}px`,
  };
}

function useScale(): number {
  const measure = (): number => Math.min(window.innerWidth / WIDTH, window.innerHeight / HEIGHT);
  const [scale, setScale] = useState(measure);
  useEffect(() => {
    const follow = (): void => setScale(measure());
    window.addEventListener("resize", follow);
    return () => window.removeEventListener("resize", follow);
  }, []);
  return scale;
}

/** Shows one tab after the other, each for as long as the dashboard says. */
function useCarousel(
  dashboard: DashboardDocument,
  state: BoardState,
  onState: (state: BoardState) => void,
): void {
  const latest = useRef({ state, onState });
  useEffect(() => {
    latest.current = { state, onState };
  });
  const tabs = dashboard.tabs ?? [];
  const seconds = tabs.length > 1 ? dashboard.screen?.seconds : undefined;
  const order = tabs.map(({ id }) => id).join(" ");
  useEffect(() => {
    if (seconds === undefined) return undefined;
    const ids = order.split(" ");
    const timer = setInterval(() => {
      const current = latest.current;
      const at = Math.max(0, ids.indexOf(current.state.tab ?? ""));
      const next = ids[(at + 1) % ids.length];
      if (next !== undefined) current.onState({ ...current.state, tab: next });
    }, seconds * 1_000);
    return () => clearInterval(timer);
  }, [seconds, order]);
}

function Clock() {
  const locale = useLocale();
  const timeZone = useTimeZone();
  return <time>{formatDateTime(useNow(), locale, timeZone)}</time>;
}
