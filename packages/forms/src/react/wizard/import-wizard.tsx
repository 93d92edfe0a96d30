import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { type Catalog, type EntityDocument } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Alert, Steps } from "antd";
import { useState } from "react";
import { type ImportPlan, startPlan } from "../../model/import/import-plan.ts";
import { CheckStep } from "./check-step.tsx";
import { EntityReview } from "./entity-review.tsx";
import { MappingStep } from "./mapping-step.tsx";
import { ResultStep } from "./result-step.tsx";
import { SheetStep } from "./sheet-step.tsx";
import { wizardText } from "./text.ts";
import { UploadStep } from "./upload-step.tsx";
import { useImport } from "./use-import.ts";
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
  /** The person closes the wizard; `entity` is where rows went. */
  readonly onDone: (entity: string | undefined) => void;
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

interface Place {
  readonly sheet: number;
  readonly headerRow: number;
}

/** Brings a legacy list in, step by step; nothing is written before the person has seen what would happen. */
export function ImportWizard(props: ImportWizardProps) {
  const { app, catalog, canBuild = false } = props;
  const t = useText(wizardText);
  const api = useApi();
  const work = useImport(app);
  const [step, setStep] = useState<Step>("file");
  const [place, setPlace] = useState<Place>({ sheet: 0, headerRow: 0 });
  const [plan, setPlan] = useState<ImportPlan>();
  const [created, setCreated] = useState<EntityDocument>();
  const { job } = work;
  const entity =
    created && created.id === plan?.entity ? created : catalog.find("entity", plan?.entity ?? "");
  const target =
    props.entity ?? catalog.all("entity").find(({ id }) => props.entities?.includes(id) ?? true)?.id;
  const begin = async (into: string) => {
    if (!job) return;
    const guess = await api.call(routes.suggestMapping, {
      params: { app, id: job.id },
      body: { entity: into, ...place },
    });
    setPlan(startPlan(into, place, guess));
    setStep("map");
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
      {work.error ? <Alert type="error" showIcon role="alert" title={work.error} /> : null}
      {step === "file" ? (
        <UploadStep
          isBusy={work.isBusy}
          onFile={async (file) => {
            const next = await work.upload(file);
            setPlace({ sheet: 0, headerRow: next.sheets[0]?.headerRow ?? 0 });
            setStep("sheet");
          }}
        />
      ) : null}
      {step === "sheet" && job ? (
        <SheetStep
          job={job}
          place={place}
          entities={catalog
            .all("entity")
            .filter(({ id, parent }) => !parent && (props.entities?.includes(id) ?? true))}
          entity={target}
          canBuild={canBuild}
          onPlace={setPlace}
          onBack={() => setStep("file")}
          onEntity={begin}
          onNewEntity={() => setStep("review")}
        />
      ) : null}
      {step === "review" && job ? (
        <EntityReview
          app={app}
          job={job}
          place={place}
          onBack={() => setStep("sheet")}
          onCreated={(made, mapping) => {
            setCreated(made);
            setPlan(startPlan(made.id, place, { mapping, keys: [] }));
            setStep("map");
          }}
        />
      ) : null}
      {step === "map" && job && plan && entity ? (
        <MappingStep
          job={job}
          plan={plan}
          entity={entity}
          canBuild={canBuild}
          isBusy={work.isBusy}
          onChange={setPlan}
          onBack={() => setStep("sheet")}
          onCheck={async () => {
            await work.check(plan);
            setStep("check");
          }}
        />
      ) : null}
      {step === "check" && job && plan ? (
        <CheckStep
          job={job}
          isBusy={work.isBusy}
          onCancel={() => void work.cancel().then(() => setStep("map"))}
          onBack={() => setStep("map")}
          onRun={async () => {
            await work.run(plan);
            setStep("result");
          }}
        />
      ) : null}
      {step === "result" && job ? (
        <ResultStep
          work={work}
          job={job}
          onClose={() => props.onDone(plan?.entity)}
          onAgain={() => {
            work.restart();
            setStep("file");
          }}
        />
      ) : null}
    </div>
  );
}
