import { FieldServicesProvider, FieldValue, useFieldServices } from "@mortise/fields/react";
import { sameText } from "@mortise/kit";
import type { Expression } from "@mortise/expression";
import type { Catalog, DashboardContent, DashboardContentType, FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { type ComponentType, useMemo } from "react";
import { joinFilters } from "../../model/drill.ts";
import { CardFrame } from "../card-frame.tsx";
import { CardMessage } from "../card-message.tsx";
import { RecordRows } from "../record-rows.tsx";
import { boardText } from "./text.ts";

/** Props of `BoardContent`. */
export interface BoardContentProps {
  readonly app: string;
  readonly catalog: Catalog;
  readonly content: DashboardContent;
  /** The condition that the dashboard puts on it. */
  readonly filter: Expression | undefined;
  readonly onOpenRecord?: ((entity: string, id: string) => void) | undefined;
}

function Heading({ content }: BoardContentProps) {
  return <h2 className="m-board-heading">{useLocalize()(content.title)}</h2>;
}

const RICH: FieldDefinition = { id: "text", type: "rich-text", name: sameText("") };

function Text({ content }: BoardContentProps) {
  const localize = useLocalize();
  return (
    <CardFrame title={localize(content.title)}>
      <div className="m-board-text">
        <FieldValue field={RICH} value={localize(content.text)} />
      </div>
    </CardFrame>
  );
}

function Picture({ content }: BoardContentProps) {
  const localize = useLocalize();
  const title = localize(content.title);
  return (
    <figure className="m-board-picture">
      <img src={content.image} alt={title} />
      {title === "" ? null : <figcaption>{title}</figcaption>}
    </figure>
  );
}

function Records({ app, catalog, content, filter, onOpenRecord }: BoardContentProps) {
  const t = useText(boardText);
  const localize = useLocalize();
  const outer = useFieldServices();
  const services = useMemo(
    () => (onOpenRecord ? { ...outer, openRecord: onOpenRecord } : outer),
    [outer, onOpenRecord],
  );
  const view = catalog.find("view", content.view ?? "");
  const title = localize(content.title) || localize(view?.name);
  const narrowed = joinFilters(view?.filter, filter);
  return (
    <CardFrame title={title}>
      {view ? (
        <FieldServicesProvider services={services}>
          <RecordRows
            app={app}
            catalog={catalog}
            target={{ entity: view.entity, title, ...(narrowed === undefined ? {} : { filter: narrowed }) }}
            columns={view.columns.map(({ field }) => field)}
            sort={view.sort}
          />
        </FieldServicesProvider>
      ) : (
        <CardMessage title={t.gone} />
      )}
    </CardFrame>
  );
}

const VIEWS: Readonly<Record<DashboardContentType, ComponentType<BoardContentProps>>> = {
  heading: Heading,
  text: Text,
  image: Picture,
  records: Records,
};

/** What stands between the cards of a dashboard: a heading, text, a picture, records of a view. */
export function BoardContent(props: BoardContentProps) {
  const View = VIEWS[props.content.type];
  return <View {...props} />;
}
