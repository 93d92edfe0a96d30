import { useText } from "@mortise/ui";
import { Alert, Button } from "antd";
import { errorMessage } from "../session/form-errors.ts";
import { recordsText } from "./text.ts";

/** Stands where a list would, says why it could not be read, and offers to try again. */
export function ListError({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const t = useText(recordsText);
  return (
    <Alert
      type="error"
      showIcon
      title={t.loadFailed}
      description={errorMessage(error)}
      action={<Button onClick={onRetry}>{t.retry}</Button>}
    />
  );
}
