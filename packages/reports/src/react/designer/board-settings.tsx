import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { shortKey } from "@mortise/kit";
import type { DashboardDocument, ScreenMode } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button, InputNumber, Select } from "antd";
import { removeTab } from "../../model/board/board-edits.ts";
import type { DashboardCommand } from "../../model/dashboard-commands.ts";
import { InspectorSection } from "./inspector-section.tsx";
import { LookSettings } from "./look-settings.tsx";
import { TextPair } from "./text-pair.tsx";
import { text } from "./text.ts";

/** Props of `BoardSettings`. */
export interface BoardSettingsProps {
  readonly dashboard: DashboardDocument;
  readonly run: (command: DashboardCommand, merge?: string) => void;
}

/** What is set on the dashboard as a whole: its tabs and how it looks on a big screen. */
export function BoardSettings(props: BoardSettingsProps) {
  const { dashboard, run } = props;
  const t = useText(text);
  const tabs = dashboard.tabs ?? [];
  const add = (): void => {
    const number = tabs.length + 1;
    const part = { id: `tab_${shortKey()}`, name: { zh: `标签页 ${number}`, en: `Tab ${number}` } };
    run({ type: "put", list: "tabs", part });
  };
  return (
    <div className="m-inspector">
      <p className="m-inspector-hint">{t.pickCard}</p>
      <InspectorSection title={t.tabs}>
        {tabs.map((tab) => (
          <div key={tab.id} className="m-inspector-tab">
            <TextPair
              value={tab.name}
              labels={[`${t.tab} ${tab.name.zh}`, `${t.tab} ${tab.name.en}`]}
              placeholder={{ zh: t.titleZh, en: t.titleEn }}
              onChange={(name) =>
                run({ type: "put", list: "tabs", part: { ...tab, name } }, `${tab.id}.name`)
              }
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`${t.removeItem} ${tab.name.zh || tab.name.en}`}
              onClick={() => run(removeTab(dashboard, tab.id))}
            />
          </div>
        ))}
        <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={add}>
          {t.addTab}
        </Button>
      </InspectorSection>
      <LookSettings look={dashboard.look} run={run} />
      <ScreenSettings {...props} />
    </div>
  );
}

function ScreenSettings({ dashboard, run }: BoardSettingsProps) {
  const t = useText(text);
  const screen = dashboard.screen ?? {};
  const set = (change: ScreenMode, merge?: string): void =>
    run({ type: "screen", screen: { ...screen, ...change } }, merge);
  return (
    <InspectorSection title={t.screen}>
      <label className="m-inspector-row">
        <span className="m-inspector-grow">{t.screenTheme}</span>
        <Select<"light" | "dark">
          aria-label={t.screenTheme}
          value={screen.theme ?? "dark"}
          options={[
            { value: "dark", label: t.dark },
            { value: "light", label: t.light },
          ]}
          onChange={(theme) => set({ theme })}
        />
      </label>
      <label className="m-inspector-row">
        <span className="m-inspector-grow">{t.screenSeconds}</span>
        <InputNumber
          aria-label={t.screenSeconds}
          min={3}
          max={3_600}
          precision={0}
          placeholder={t.never}
          value={screen.seconds ?? null}
          onChange={(seconds) => {
            const { seconds: _before, ...rest } = screen;
            run({ type: "screen", screen: seconds === null ? rest : { ...rest, seconds } }, "seconds");
          }}
        />
      </label>
    </InspectorSection>
  );
}
