import { useText } from "@mortise/ui";
import { Form, Switch } from "antd";
import type { ReactNode } from "react";
import { publicFormText } from "./text.ts";

interface OwnPartProps {
  /** Whether this is a further link, which may take the part from the form. */
  readonly isFurther: boolean;
  readonly isOwn: boolean;
  readonly onOwn: (isOwn: boolean) => void;
  readonly children: ReactNode;
}

/** A part of the settings that a further link has by itself, or takes from the form. */
export function OwnPart({ isFurther, isOwn, onOwn, children }: OwnPartProps) {
  const t = useText(publicFormText);
  if (!isFurther) return children;
  return (
    <>
      <Form.Item extra={isOwn ? undefined : t.sharedPart}>
        <Switch checked={isOwn} onChange={onOwn} aria-label={t.ownPart} />
        <span aria-hidden="true" style={{ marginInlineStart: 8 }}>
          {t.ownPart}
        </span>
      </Form.Item>
      {isOwn ? children : null}
    </>
  );
}
