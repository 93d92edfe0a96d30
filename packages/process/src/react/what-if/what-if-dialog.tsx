import { ExperimentOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { EmptyState, useIsPhone, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Modal, Segmented, Skeleton } from "antd";
import { useState } from "react";
import type { MovesPicture } from "./moves-picture.ts";
import { text } from "./text.ts";
import { WhatIfAnswer } from "./what-if-answer.tsx";
import "./what-if.css";

/** Props of `WhatIfButton`. */
export interface WhatIfButtonProps {
  readonly app: string;
  readonly flow: FlowDocument;
  readonly Picture: MovesPicture;
  /** Address of a record. */
  readonly recordUrl: (entity: string, id: string) => string;
  /** Open from the beginning. */
  readonly isOpen?: boolean;
}

const SPANS = [7, 30, 90] as const;
const SPAN = 30;
const WIDTH = 980;

/** 试算: opens a window that replays the last days through the draft. */
export function WhatIfButton({ isOpen = false, ...props }: WhatIfButtonProps) {
  const t = useText(text);
  const [open, setOpen] = useState(isOpen);
  return (
    <>
      <Button icon={<ExperimentOutlined />} onClick={() => setOpen(true)}>
        {t.whatIf}
      </Button>
      {open ? <WhatIfDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function WhatIfDialog({
  onClose,
  ...props
}: Omit<WhatIfButtonProps, "isOpen"> & { readonly onClose: () => void }) {
  const t = useText(text);
  const isPhone = useIsPhone();
  const [days, setDays] = useState<number>(SPAN);
  return (
    <Modal
      open
      title={t.title}
      footer={null}
      width={isPhone ? "100%" : WIDTH}
      className={isPhone ? "what-if-phone" : ""}
      onCancel={onClose}
    >
      <p className="flow-hint what-if-hint">{t.hint}</p>
      <Segmented
        options={SPANS.map((value) => ({ value, label: fillText(t.days, { n: value }) }))}
        value={days}
        onChange={setDays}
      />
      <Replay key={days} {...props} days={days} />
    </Modal>
  );
}

function Replay({
  app,
  flow,
  days,
  ...shown
}: Omit<WhatIfButtonProps, "isOpen"> & { readonly days: number }) {
  const t = useText(text);
  const api = useApi();
  const answer = useQuery({
    queryKey: ["what-if", app, days, flow],
    queryFn: () => api.call(routes.whatIf, { params: { app }, body: { flow, days } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (answer.error)
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t.failed}
        description={answer.error.message}
        action={<Button onClick={() => void answer.refetch()}>{t.again}</Button>}
      />
    );
  if (!answer.data)
    return (
      <div role="status" aria-label={t.working}>
        <p className="flow-hint">{t.working}</p>
        <Skeleton active />
      </div>
    );
  if (answer.data.starts === 0) return <EmptyState title={t.nothing} hint={t.nothingHint} />;
  return <WhatIfAnswer answer={answer.data} flow={flow} {...shown} />;
}
