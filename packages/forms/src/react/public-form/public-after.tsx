import {
  type EntityDocument,
  type FormDocument,
  MAIN_LINK,
  redirectHost,
  redirectProblem,
} from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Alert, Button, Flex, Form, Input, Switch } from "antd";
import { fieldItems } from "../../model/layout/item-tree.ts";
import type { LinkPlace } from "./link-place.ts";
import { OwnPart } from "./own-part.tsx";
import { PublicEditing } from "./public-editing.tsx";
import { publicFormText } from "./text.ts";

interface PublicAfterProps {
  readonly document: FormDocument;
  readonly entity: EntityDocument;
  readonly place: LinkPlace;
  /** Hosts to which the administrator lets visitors be sent on; undefined while that is not known. */
  readonly redirectHosts: readonly string[] | undefined;
}

/** What happens once something was sent: changing it, going on elsewhere, beginning with it the next time. */
export function PublicAfter({ document, entity, place, redirectHosts }: PublicAfterProps) {
  const t = useText(publicFormText);
  const { link, own, main, set } = place;
  return (
    <>
      <OwnPart
        isFurther={link !== MAIN_LINK}
        isOwn={own.editing !== undefined}
        onOwn={(isOwn) => set({ editing: isOwn ? (main.editing ?? { hours: 24 }) : undefined })}
      >
        <PublicEditing entity={entity} value={own.editing} onChange={(editing) => set({ editing })} />
      </OwnPart>
      <Redirect document={document} entity={entity} place={place} redirectHosts={redirectHosts} />
      {link === MAIN_LINK ? (
        <Form.Item label={t.remember} extra={t.rememberHint}>
          <Switch
            aria-label={t.remember}
            checked={main.remember === true}
            onChange={(isOn) => set({ remember: isOn ? true : undefined })}
          />
        </Form.Item>
      ) : null}
    </>
  );
}

function Redirect({ document, entity, place: { own, main, set }, redirectHosts }: PublicAfterProps) {
  const t = useText(publicFormText);
  const localize = useLocalize();
  const { redirect = "" } = own;
  const placed = new Set(fieldItems(document.items).map(({ field }) => field));
  const problem = redirect === "" ? undefined : redirectProblem(redirect, placed);
  const host = redirectHost(redirect);
  const isAllowed =
    redirectHosts?.some((one) => (one.startsWith("*.") ? host?.endsWith(one.slice(1)) : host === one)) ??
    true;
  const fields = entity.fields.filter(({ id }) => placed.has(id));
  return (
    <>
      <Form.Item
        label={t.redirect}
        extra={t.redirectHint}
        {...(problem ? { validateStatus: "error" as const, help: localize(problem) } : {})}
      >
        <Input
          aria-label={t.redirect}
          placeholder={main.redirect ?? "https://www.example.com/thanks?name={name}"}
          value={redirect}
          onChange={({ target }) => set({ redirect: target.value.trim() })}
        />
      </Form.Item>
      {redirect !== "" && !problem ? (
        <Flex gap={4} wrap style={{ marginBottom: 12 }} role="group" aria-label={t.redirectField}>
          {fields.map(({ id, name }) => (
            <Button key={id} size="small" onClick={() => set({ redirect: `${redirect}{${id}}` })}>
              {`+ ${localize(name)}`}
            </Button>
          ))}
        </Flex>
      ) : null}
      {host !== undefined && !isAllowed ? (
        <Alert
          type="warning"
          title={t.redirectNotAllowed.replace("{host}", host)}
          style={{ marginBottom: 16 }}
        />
      ) : null}
    </>
  );
}
