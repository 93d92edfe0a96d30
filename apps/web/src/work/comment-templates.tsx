import { useText } from "@mortise/ui";
import { Tag } from "antd";
import { useState } from "react";
import { workText } from "./text.ts";
import type { Decision } from "./work-item.ts";

/** So many of the own last comments are offered. */
const KEPT = 4;

function place(decision: Decision): string {
  return `mortise.comments.${decision}`;
}

/** The own last comments of this kind on this device, the latest first; none where nothing can be kept. */
function lately(decision: Decision): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place(decision)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((comment) => typeof comment === "string").slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

/** Keeps a comment, so that it is offered the next time. */
export function rememberComment(decision: Decision, comment: string | undefined): void {
  const said = comment?.trim();
  if (!said) return;
  try {
    const kept = [said, ...lately(decision).filter((other) => other !== said)].slice(0, KEPT);
    localStorage.setItem(place(decision), JSON.stringify(kept));
  } catch {
    // A device that keeps nothing offers nothing.
  }
}

/** 常用意见: usual comments and the own last ones, put in by a tap. */
export function CommentTemplates({
  decision,
  onChoose,
}: {
  readonly decision: Decision;
  readonly onChoose: (comment: string) => void;
}) {
  const t = useText(workText);
  const usual: Readonly<Record<Decision, readonly string[]>> = {
    approved: [t.usualAgree, t.usualTrue],
    rejected: [t.usualNo, t.usualPrice],
    returned: [t.usualMore, t.usualCheck],
    done: [],
  };
  const [own] = useState(() => lately(decision));
  const comments = [...new Set([...own, ...usual[decision]])];
  if (comments.length === 0) return null;
  return (
    <div className="work-templates" role="group" aria-label={t.templates}>
      {comments.map((comment) => (
        <Tag key={comment}>
          <button type="button" onClick={() => onChoose(comment)}>
            {comment}
          </button>
        </Tag>
      ))}
    </div>
  );
}
