import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import type { Catalog, EntityDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Alert, Steps } from "antd";
import { type ComponentType, useState } from "react";
import { withFileColumns } from "../../model/import/file-columns.ts";
import { type ImportJob, type ImportPlan, startPlan } from "../../model/import/import-plan.ts";
import { inOrderOfReferences, type SheetTarget } from "../../model/import/sheet-order.ts";
import { CheckStep } from "./check-step.tsx";
import { EntityReview } from "./entity-review.tsx";
import { MappingStep } from "./mapping-step.tsx";
import { RecentImports } from "./recent-imports.tsx";
import { type ImportUndoProps, ResultStep } from "./result-step.tsx";
import { type SheetPlace, SheetStep } from "./sheet-step.tsx";
import { wizardText } from "./text.ts";
import { TemplateLink } from "./template-link.tsx";
import { UploadStep } from "./upload-step.tsx";
import { type ImportHandle, useImport } from "./use-import.ts";
import "./wizard.css";

/** Props of `ImportWizard`. */
export interface ImportWizardProps {
  readonly app: string;
  /** The release in force. */
  readonly catalog: Catalog;
  /** Where rows go at first; the person can choose another entity. */
  readonly entity?: string | undefined;
  /** Entities the person may import into; all when not given. */
  readonly entities?: readonly string[] | undefined;
  /** Whether the person may create entities and options. */
  readonly canBuild?: boolean | undefined;
  /** The entity that rows will go to, whenever the person has chosen or created one. */
  readonly onTarget?: ((entity: EntityDocument) => void) | undefined;
  /** The person closes the wizard; `entity` is where rows went. */
  readonly onDone: (entity: string | undefined) => void;
  /** Asks, before an import is undone, what is to happen to rows that were changed since. */
  readonly UndoDialog?: ComponentType<ImportUndoProps> | undefined;
}

type Step = "file" | "sheet" | "review" | "map" | "check" | "result";
const STEP_INDEX: Readonly<Record<Step, number>> = {
  file: 0,
  sheet: 1,
  review: 2,
  map: 2,
  check: 3,
  result: 4,
};

/** Brings a legacy list in, step by step; nothing is written before the person has seen what would happen. */
export function ImportWizard(props: ImportWizardProps) {
  const t = useText(wizardText);
  const work = useImport(props.app);
  const [step, setStep] = useState<Step>("file");
  const [place, setPlace] = useState<SheetPlace>({ sheet: 0, headerRow: 0 });
  const [planned, setPlanned] = useState<Planned>();
  const [queue, setQueue] = useState<readonly SheetTarget[]>([]);
  const plan = (next: Planned): void => {
    setPlanned(next);
    props.onTarget?.(next.entity);
  };
  const titles = [t.stepFile, t.stepSheet, t.stepMap, t.stepCheck, t.stepRun];
  return (
    <div className="iw">
      <Steps
        size="small"
        responsive={false}
        aria-label={t.steps}
        current={STEP_INDEX[step]}
        items={titles.map((title) => ({ title }))}
      />
      {work.error ? (
        // The button that was pressed may be a screen further down.
        <div key={work.error} ref={(element) => element?.scrollIntoView?.({ block: "center" })}>
          <Alert type="error" showIcon role="alert" title={work.error} />
        </div>
      ) : null}
      <CurrentStep
        {...{ ...props, work, step, setStep, place, setPlace, planned, setPlanned: plan, queue, setQueue }}
      />
    </div>
  );
}

/** A plan with the entity it fills, which may be newer than the catalog. */
interface Planned {
  readonly plan: ImportPlan;
  readonly entity: EntityDocument;
}

interface StepProps extends ImportWizardProps {
  readonly work: ImportHandle;
  readonly step: Step;
  readonly setStep: (step: Step) => void;
  readonly place: SheetPlace;
  readonly setPlace: (place: SheetPlace) => void;
  readonly planned: Planned | undefined;
  readonly setPlanned: (planned: Planned) => void;
  /** Sheets of the file that follow. */
  readonly queue: readonly SheetTarget[];
  readonly setQueue: (queue: readonly SheetTarget[]) => void;
}

function CurrentStep(props: StepProps) {
  const { step, work, setStep, setPlace } = props;
  const { job } = work;
  const upload = async (file: File): Promise<void> => {
    const next = await work.upload(file);
    const first = next.sheets.find(({ isHidden }) => isHidden !== true) ?? next.sheets[0];
    setPlace({ sheet: first?.index ?? 0, headerRow: first?.headerRow ?? 0 });
    setStep("sheet");
  };
  const open = (one: ImportJob): void => {
    const entity = one.plan && props.catalog.find("entity", one.plan.entity);
    if (!one.plan || !entity) return;
    work.open(one);
    setPlace({ sheet: one.plan.sheet, headerRow: one.plan.headerRow });
    props.setPlanned({ plan: one.plan, entity });
    setStep(one.status === "checking" || one.status === "checked" ? "check" : "result");
  };
  if (step === "file" || !job)
    return (
      <>
        {props.entity === undefined ? null : <TemplateLink app={props.app} entity={props.entity} />}
        <UploadStep isBusy={work.isBusy} onFile={upload} />
        <RecentImports app={props.app} onOpen={open} />
      </>
    );
  if (step === "sheet") return <ChooseSheet {...props} job={job} />;
  if (step === "review") return <ReviewEntity {...props} job={job} />;
  return props.planned ? <PlannedStep {...props} job={job} planned={props.planned} /> : null;
}

type WithJob = StepProps & { readonly job: ImportJob };

/** Goes on to matching columns, with the guess for a sheet. */
function useBegin({
  app,
  catalog,
  setPlace,
  setPlanned,
  setStep,
}: Pick<StepProps, "app" | "catalog" | "setPlace" | "setPlanned" | "setStep">) {
  const api = useApi();
  return async (job: ImportJob, { entity: id, ...place }: SheetTarget): Promise<void> => {
    const entity = catalog.find("entity", id);
    if (!entity) return;
    const guess = await api.call(routes.suggestMapping, {
      params: { app, id: job.id },
      body: { entity: id, ...place },
    });
    setPlace(place);
    setPlanned({ plan: startPlan(id, place, guess), entity });
    setStep("map");
  };
}

function ChooseSheet({ job, catalog, place, setStep, setQueue, ...props }: WithJob) {
  const start = useBegin({ ...props, catalog, setStep });
  const open = catalog
    .all("entity")
    .filter(({ id, parent }) => !parent && (props.entities?.includes(id) ?? true));
  const begin = (entity: string): Promise<void> => {
    setQueue([]);
    return start(job, { ...place, entity });
  };
  const beginSeveral = async (targets: readonly SheetTarget[]): Promise<void> => {
    const [first, ...rest] = inOrderOfReferences(targets, catalog);
    if (!first) return;
    setQueue(rest);
    await start(job, first);
  };
  return (
    <SheetStep
      job={job}
      place={place}
      entities={open}
      entity={props.entity ?? open[0]?.id}
      canBuild={props.canBuild === true}
      onPlace={props.setPlace}
      onBack={() => setStep("file")}
      onEntity={begin}
      onSeveral={beginSeveral}
      onNewEntity={() => setStep("review")}
    />
  );
}

function ReviewEntity({ app, job, place, setStep, setPlanned }: WithJob) {
  return (
    <EntityReview
      app={app}
      job={job}
      place={place}
      onBack={() => setStep("sheet")}
      onCreated={(entity, mapping) => {
        setPlanned({ plan: startPlan(entity.id, place, { mapping, keys: [] }), entity });
        setStep("map");
      }}
    />
  );
}

function PlannedStep({
  work,
  job,
  step,
  setStep,
  planned,
  setPlanned,
  ...props
}: WithJob & { readonly planned: Planned }) {
  const api = useApi();
  const t = useText(wizardText);
  const localize = useLocalize();
  const start = useBegin({ ...props, setStep, setPlanned });
  const nextLabel = ({ sheet, entity: id }: SheetTarget): string => {
    const name = props.catalog.find("entity", id)?.name;
    return fillText(t.nextSheet, {
      sheet: job.sheets[sheet]?.name ?? "",
      entity: name ? localize(name) : id,
    });
  };
  const { plan, entity } = planned;
  const addFiles = async (file: File): Promise<void> => {
    await work.addFiles(file);
    const { sheet, headerRow } = plan;
    const body = { entity: entity.id, sheet, headerRow };
    const guess = await api.call(routes.suggestMapping, { params: { app: props.app, id: job.id }, body });
    setPlanned({ plan: withFileColumns(plan, guess.mapping, entity), entity });
  };
  if (step === "map")
    return (
      <MappingStep
        app={props.app}
        catalog={props.catalog}
        job={job}
        plan={plan}
        entity={entity}
        canBuild={props.canBuild === true}
        isBusy={work.isBusy}
        onChange={(next) => setPlanned({ plan: next, entity })}
        onFiles={addFiles}
        onRemoveFiles={work.removeFiles}
        onBack={() => setStep("sheet")}
        onCheck={() => work.check(plan).then(() => setStep("check"))}
      />
    );
  if (step === "check")
    return (
      <CheckStep
        job={job}
        catalog={props.catalog}
        entity={entity}
        isBusy={work.isBusy}
        onCancel={() => void work.cancel().then(() => setStep("map"))}
        onBack={() => setStep("map")}
        onRun={() => work.run(plan).then(() => setStep("result"))}
      />
    );
  const again = (): void => {
    work.restart();
    props.setQueue([]);
    setStep("file");
  };
  const [next, ...rest] = props.queue;
  const goOn = async (target: SheetTarget): Promise<void> => {
    const further = await work.again();
    props.setQueue(rest);
    await start(further, target);
  };
  return (
    <ResultStep
      work={work}
      job={job}
      catalog={props.catalog}
      entity={entity}
      UndoDialog={props.UndoDialog}
      onClose={() => props.onDone(entity.id)}
      onAgain={again}
      next={
        next && job.status === "done"
          ? { label: nextLabel(next), onNext: () => void goOn(next).catch(() => undefined) }
          : undefined
      }
    />
  );
}
