import { WarningOutlined } from "@ant-design/icons";
import { ApiError } from "@mortise/contract";
import { EmptyState, useText } from "@mortise/ui";
import { Button } from "antd";
import { useRouteError } from "react-router";
import { errorMessage } from "../session/form-errors.ts";
import { shellText } from "./text.ts";

/** Says why a page could not be shown, and offers to try again. */
export function PageError({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const t = useText(shellText);
  const title = error instanceof ApiError && error.status === 403 ? t.noAccess : t.loadFailed;
  return (
    <EmptyState
      icon={<WarningOutlined aria-hidden="true" />}
      title={title}
      hint={errorMessage(error)}
      action={<Button onClick={onRetry ?? (() => window.location.reload())}>{t.retry}</Button>}
    />
  );
}

/** Stands in for a page whose code failed. */
export function RouteError() {
  const t = useText(shellText);
  const error = useRouteError();
  return (
    <EmptyState
      icon={<WarningOutlined aria-hidden="true" />}
      title={t.crashed}
      hint={errorMessage(error)}
      action={<Button onClick={() => window.location.reload()}>{t.reload}</Button>}
    />
  );
}
