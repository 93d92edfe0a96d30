import { ArrowLeftOutlined } from "@ant-design/icons";
import { EmptyState, useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import { useNavigate, useParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { RecordView } from "./record-view.tsx";
import { recordText } from "./text.ts";

/** `/a/:app/e/:entity/:id`: everything about one record. */
export function RecordPage() {
  const t = useText(recordText);
  const localize = useLocalize();
  const navigate = useNavigate();
  const { entity: entityId = "", id = "" } = useParams();
  const { id: app, catalog, permission } = useAppModel();
  const entity = catalog.find("entity", entityId);
  if (!entity || !permission(entityId).read) return <EmptyState title={t.missing} />;
  const back = () => void navigate(`/a/${app}/e/${entityId}`);
  return (
    <div className="page">
      <div>
        <Button
          type="text"
          icon={<ArrowLeftOutlined aria-hidden="true" />}
          onClick={back}
          aria-label={t.back}
        >
          {localize(entity.plural ?? entity.name)}
        </Button>
      </div>
      <RecordView key={`${entityId}/${id}`} entity={entity} id={id} onGone={back} />
    </div>
  );
}
