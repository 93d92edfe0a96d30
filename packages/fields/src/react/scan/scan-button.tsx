import { ScanOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useFieldText } from "../field-services.ts";
import { scanText } from "./text.ts";

const ScanDialog = lazy(async () => ({ default: (await import("./scan-dialog.tsx")).ScanDialog }));

/** The button within a field that fills it in by scanning a code. */
export function ScanButton({
  disabled,
  onCode,
}: {
  readonly disabled: boolean;
  readonly onCode: (code: string) => void;
}) {
  const say = useFieldText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type="text"
        size="small"
        disabled={disabled}
        icon={<ScanOutlined aria-hidden="true" />}
        aria-label={say(scanText.scan)}
        title={say(scanText.scan)}
        onClick={() => setOpen(true)}
      />
      {open ? (
        <Suspense fallback={null}>
          <ScanDialog
            onClose={() => setOpen(false)}
            onCode={(code) => {
              setOpen(false);
              onCode(code);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
