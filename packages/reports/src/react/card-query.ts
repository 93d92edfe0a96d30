import { type ApiClient, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Expression } from "@mortise/expression";
import type { DashboardCard } from "@mortise/metadata";
import { useLocale } from "@mortise/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { CardFigures } from "../model/chart-context.ts";
import { type FigureQuestion, type FigureSource, useFigureSource } from "./figure-source.ts";

/** Figures together with the card they were computed for: the last image stays right while the next is computed. */
export interface CardAnswer {
  readonly card: DashboardCard;
  readonly data: CardFigures;
  /** Milliseconds from the question to the answer. */
  readonly took: number;
}

/** Which figures are wanted. */
export interface CardRequest {
  readonly app: string;
  readonly card: DashboardCard;
  readonly filter?: Expression | undefined;
  /** Nothing is asked while the card is incomplete. */
  readonly enabled?: boolean | undefined;
}

/** What of a card its figures depend on: title, place and looks do not ask the server again. */
function questionOf({ chart, dimensions, measures, filter, sort, limit, settings }: DashboardCard) {
  return { chart, dimensions, measures, filter, sort, limit, settings };
}

/**
 * The figures of a card. Keys begin with `records/<app>/<entity>`, so that a live event about its entity makes the
 * card read again.
 */
export function useCardFigures({ app, card, filter, enabled = true }: CardRequest) {
  const api = useApi();
  const locale = useLocale();
  const source = useFigureSource();
  return useQuery({
    queryKey: ["records", app, card.entity, "card", questionOf(card), filter ?? null, locale],
    queryFn: ({ signal }) => readCard(source ?? appSource(api, app), { card, filter }, signal),
    ...(source ? { refetchInterval: source.everyMs } : {}),
    placeholderData: keepPreviousData,
    enabled,
  });
}

type Reader = Pick<FigureSource, "read">;

function appSource(api: ApiClient, app: string): Reader {
  return {
    read: ({ card, filter }, signal) => {
      const body = { card, ...(filter === undefined ? {} : { filter }) };
      return api.call(routes.cardData, { params: { app }, body }, { signal });
    },
  };
}

async function readCard(
  { read }: Reader,
  question: FigureQuestion,
  signal: AbortSignal,
): Promise<CardAnswer> {
  const asked = performance.now();
  const data = await read(question, signal);
  return { card: question.card, data, took: performance.now() - asked };
}
