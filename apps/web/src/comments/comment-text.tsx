import { useText } from "@mortise/ui";
import { useLabels } from "../records/labels.ts";
import { useSession } from "../session/session.ts";
import { linkedText } from "./linked-text.ts";
import { pieces } from "./mention-draft.ts";
import { commentsText } from "./text.ts";

/** What somebody said: people by their names of now, addresses as links. */
export function CommentText({ text }: { readonly text: string }) {
  const t = useText(commentsText);
  const labels = useLabels();
  const { me } = useSession();
  return pieces(text).map((piece, index) =>
    typeof piece === "string" ? (
      <LinkedText
        // A text does not change its pieces while it is shown.
        // oxlint-disable-next-line react/no-array-index-key
        key={index}
        text={piece}
      />
    ) : (
      <span
        // A text does not change its pieces while it is shown.
        // oxlint-disable-next-line react/no-array-index-key
        key={index}
        className={piece.person === me?.id ? "comment-mention comment-mention-me" : "comment-mention"}
      >
        @{labels(piece.person) ?? t.unknown}
      </span>
    ),
  );
}

function LinkedText({ text }: { readonly text: string }) {
  return linkedText(text).map((part, index) =>
    part.isLink ? (
      // oxlint-disable-next-line react/no-array-index-key -- see above
      <a key={index} href={part.text} target="_blank" rel="noopener noreferrer">
        {part.text}
      </a>
    ) : (
      part.text
    ),
  );
}
