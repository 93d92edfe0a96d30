import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";

/** How the person stands, with the leaves they see. */
export type Duty = RouteOutput<typeof routes.getDuty>;

/** One leave of those. */
export type Leave = Duty["leaves"][number];

/** Reads how the person stands. */
export function useDuty() {
  const api = useApi();
  return useQuery({ queryKey: keys.duty, queryFn: () => api.call(routes.getDuty, {}) });
}

/** A change of leave; says what came of it. */
export function useDutyWrite(write: (api: ReturnType<typeof useApi>) => Promise<Duty>, done: string) {
  const api = useApi();
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: () => write(api),
    onSuccess: (duty) => {
      client.setQueryData(keys.duty, duty);
      void message.success(done);
    },
    onError: (error) => message.error(errorMessage(error)),
  });
}
