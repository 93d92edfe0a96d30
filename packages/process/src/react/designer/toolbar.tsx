import {
  AppstoreAddOutlined,
  ExperimentOutlined,
  QuestionCircleOutlined,
  RedoOutlined,
  SettingOutlined,
  UndoOutlined,
} from "@ant-design/icons";
import { fillText, type LocalizedText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Space } from "antd";
import type { ReactNode } from "react";
import { text } from "../text.ts";
import { FlowSearch, type FlowSearchProps } from "./flow-search.tsx";
import { ProblemList, type ProblemListProps } from "./problem-list.tsx";
import type { FlowHistory } from "./use-flow-history.ts";

/** Props of `Toolbar`. */
export interface ToolbarProps extends ProblemListProps {
  readonly history: FlowHistory;
  readonly readOnly: boolean;
  readonly search: FlowSearchProps;
  readonly onSettings: () => void;
  readonly onTestRun: () => void;
  readonly onKeys: () => void;
  /** Whether the steps that can be carried over are shown. */
  readonly isPaletteOpen: boolean;
  readonly onPalette: () => void;
  /** More buttons. */
  readonly tools: ReactNode;
}

/** What can be done with the flow as a whole. */
export function Toolbar(props: ToolbarProps) {
  const t = useText(text);
  const { history, readOnly, tools } = props;
  return (
    <div className="flow-toolbar" role="toolbar">
      {readOnly ? (
        <span className="flow-hint">{t.phoneHint}</span>
      ) : (
        <>
          <Button
            icon={<AppstoreAddOutlined />}
            aria-label={t.palette}
            title={t.palette}
            aria-pressed={props.isPaletteOpen}
            type={props.isPaletteOpen ? "primary" : "default"}
            onClick={props.onPalette}
          />
          <Space.Compact>
            <HistoryButton icon={<UndoOutlined />} name={t.undo} what={history.undoing} act={history.undo} />
            <HistoryButton icon={<RedoOutlined />} name={t.redo} what={history.redoing} act={history.redo} />
          </Space.Compact>
          <Button icon={<SettingOutlined />} onClick={props.onSettings}>
            {t.flowSettings}
          </Button>
        </>
      )}
      <Button icon={<ExperimentOutlined />} onClick={props.onTestRun}>
        {t.rehearse}
      </Button>
      {tools}
      <FlowSearch {...props.search} />
      <ProblemList problems={props.problems} onOpen={props.onOpen} />
      {readOnly ? null : (
        <Button
          type="text"
          icon={<QuestionCircleOutlined />}
          aria-label={t.keys}
          title={t.keys}
          onClick={props.onKeys}
        />
      )}
    </div>
  );
}

interface HistoryButtonProps {
  readonly icon: ReactNode;
  readonly name: string;
  readonly what: LocalizedText | undefined;
  readonly act: () => void;
}

function HistoryButton({ icon, name, what, act }: HistoryButtonProps) {
  const t = useText(text);
  const localize = useLocalize();
  return (
    <Button
      icon={icon}
      aria-label={name}
      title={what ? fillText(t.historyOf, { name, what: localize(what) }) : name}
      disabled={what === undefined}
      onClick={act}
    />
  );
}
