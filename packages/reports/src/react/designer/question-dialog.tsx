import type { Catalog } from "@mortise/metadata";
import { IconByName, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Button, Modal, Tooltip } from "antd";
import { type ReactNode, useId, useState } from "react";
import {
  chartsFor,
  draftOfQuestion,
  measureOffers,
  previewCard,
  type Question,
  QUESTION_PERIODS,
  splitOffers,
} from "../../model/board/question.ts";
import type { CardDraft } from "../../model/suggest-cards.ts";
import { useCardFigures } from "../card-query.ts";
import { CardFrame } from "../card-frame.tsx";
import { ChartBody } from "../chart-body.tsx";
import { text } from "./text.ts";

/** Props of `QuestionDialog`. */
export interface QuestionDialogProps {
  readonly open: boolean;
  readonly app: string;
  readonly catalog: Catalog;
  readonly onCancel: () => void;
  readonly onChoose: (draft: CardDraft) => void;
}

const WIDTH = 1_040;

/** Starts from a question: of what, what, by what, since when. The answer is drawn while the question is put. */
export function QuestionDialog({ open, onCancel, ...props }: QuestionDialogProps) {
  const t = useText(text);
  const isPhone = useIsPhone();
  return (
    <Modal
      open={open}
      title={t.ask}
      footer={null}
      width={isPhone ? "100%" : WIDTH}
      onCancel={onCancel}
      destroyOnHidden
    >
      <Asking {...props} />
    </Modal>
  );
}

function Asking({ app, catalog, onChoose }: Omit<QuestionDialogProps, "open" | "onCancel">) {
  const t = useText(text);
  const localize = useLocalize();
  // Rows of sub-tables are asked about through what they belong to.
  const entities = catalog.all("entity").filter(({ parent }) => parent === undefined);
  const [question, setQuestion] = useState<Question>({ entity: entities[0]?.id ?? "", measure: "count" });
  const change = (part: Partial<Question>): void => setQuestion({ ...question, chart: undefined, ...part });
  const draft = draftOfQuestion(question, catalog);
  return (
    <div className="m-question">
      <div className="m-question-parts">
        <Chips
          title={t.askOf}
          value={question.entity}
          options={entities.map(({ id, name }) => ({ id, name: localize(name) }))}
          onChange={(entity) => setQuestion({ entity, measure: "count" })}
        />
        <Chips
          title={t.askWhat}
          value={question.measure}
          options={measureOffers(catalog, question.entity).map(({ id, name, definition }) => ({
            id,
            name: localize(name),
            hint: definition && localize(definition),
          }))}
          onChange={(measure) => change({ measure })}
        />
        <Chips
          title={t.askBy}
          value={question.by ?? ""}
          options={[
            { id: "", name: t.askWhole },
            ...splitOffers(catalog, question.entity).map(({ id, name }) => ({ id, name: localize(name) })),
          ]}
          onChange={(by) => change({ by: by === "" ? undefined : by })}
        />
        <Chips
          title={t.askWhen}
          value={question.period ?? ""}
          options={[
            { id: "", name: t.askAlways },
            ...QUESTION_PERIODS.map(({ id, name }) => ({ id, name: localize(name) })),
          ]}
          onChange={(period) => change({ period: period === "" ? undefined : period, chart: question.chart })}
        />
      </div>
      <div className="m-question-answer">
        {draft ? <Answer app={app} catalog={catalog} draft={draft} /> : null}
        <Chips
          title={t.chartType}
          value={draft?.chart ?? ""}
          options={chartsFor(question, catalog).map(({ id, name, icon }) => ({
            id,
            name: localize(name),
            icon: <IconByName name={icon} />,
          }))}
          onChange={(chart) => change({ chart })}
        />
        <Button type="primary" block disabled={!draft} onClick={() => (draft ? onChoose(draft) : undefined)}>
          {t.askAdd}
        </Button>
      </div>
    </div>
  );
}

function Answer({
  app,
  catalog,
  draft,
}: {
  readonly app: string;
  readonly catalog: Catalog;
  readonly draft: CardDraft;
}) {
  const localize = useLocalize();
  const figures = useCardFigures({ app, card: previewCard(draft) });
  return (
    <div className="m-question-picture">
      <CardFrame title={localize(draft.title)}>
        <ChartBody catalog={catalog} figures={figures} narrow={false} />
      </CardFrame>
    </div>
  );
}

interface Chip {
  readonly id: string;
  readonly name: string;
  readonly hint?: string | undefined;
  readonly icon?: ReactNode;
}

/** One part of the question: everything it can be, side by side, to choose with one click. */
function Chips({
  title,
  value,
  options,
  onChange,
}: {
  readonly title: string;
  readonly value: string;
  readonly options: readonly Chip[];
  readonly onChange: (id: string) => void;
}) {
  const id = useId();
  return (
    <section className="m-question-part" role="radiogroup" aria-labelledby={id}>
      <h4 id={id}>{title}</h4>
      <div>
        {options.map((option) => (
          <Tooltip key={option.id} title={option.hint}>
            <button
              type="button"
              role="radio"
              aria-checked={option.id === value}
              className={option.id === value ? "m-on" : ""}
              onClick={() => onChange(option.id)}
            >
              {option.icon}
              {option.name}
            </button>
          </Tooltip>
        ))}
      </div>
    </section>
  );
}
