import { UploadOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { Alert, Button } from "antd";
import { useRef, useState } from "react";
import { historyText } from "./history-text.ts";

/** What the server takes in one request. */
const MOST_MB = 19;

/** Chooses an app file and reads it; says what is wrong with a file that is none before anything is sent. */
export function AppFilePicker({
  onRead,
  label,
}: {
  readonly onRead: (archive: unknown) => void;
  readonly label?: string;
}) {
  const t = useText(historyText);
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const read = async (file: File | undefined) => {
    setProblem(undefined);
    if (!file) return;
    if (file.size > MOST_MB * 1024 * 1024) return setProblem(fillText(t.tooLarge, { n: MOST_MB }));
    try {
      const content: unknown = JSON.parse(await file.text());
      onRead(content);
    } catch {
      setProblem(t.notJson);
    }
  };
  return (
    <>
      <input
        ref={input}
        hidden
        type="file"
        accept=".json,application/json"
        aria-label={t.chooseFile}
        onChange={(event) => {
          void read(event.target.files?.[0]);
          // The same file may be chosen again.
          event.target.value = "";
        }}
      />
      <Button icon={<UploadOutlined aria-hidden="true" />} onClick={() => input.current?.click()}>
        {label ?? t.chooseFile}
      </Button>
      {problem ? <Alert type="error" showIcon role="alert" title={problem} /> : null}
    </>
  );
}
