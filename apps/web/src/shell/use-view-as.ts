import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useMutation } from "@tanstack/react-query";
import { App } from "antd";
import { errorMessage } from "../session/form-errors.ts";

/** As whom the product is to be seen: a person, or a role of an app. */
export type ViewTarget = { readonly account: string } | { readonly app: string; readonly role: string };

/** Has the product shown as somebody else sees it, from the start page on. */
export function useViewAs() {
  const api = useApi();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (target: ViewTarget) => api.call(routes.viewAs, { body: target }),
    onSuccess: (_done, target) => window.location.assign("role" in target ? `/a/${target.app}` : "/"),
    onError: (error) => message.error(errorMessage(error)),
  });
}
