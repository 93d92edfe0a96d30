import { AimOutlined, EnvironmentOutlined } from "@ant-design/icons";
import { fillText, type LocalizedText } from "@mortise/kit";
import { Button, Input } from "antd";
import { useState } from "react";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { switchSetting } from "../setting-values.ts";
import { placeText, readPlace } from "./index.ts";
import { text } from "./text.ts";

/** The two inputs: a place that reads, or whatever was typed so far. */
function draftOf(value: unknown): { readonly point: string; readonly name: string } {
  if (typeof value !== "string") return { point: "", name: "" };
  const at = value.indexOf(" ");
  return at < 0 ? { point: value, name: "" } : { point: value.slice(0, at), name: value.slice(at + 1) };
}

type Locating =
  | { readonly state: "idle" | "busy" }
  | { readonly state: "told"; readonly message: LocalizedText; readonly metres?: number };

/** Asks the browser where it is. */
function useOwnPosition(onFound: (longitude: number, latitude: number) => void) {
  const [locating, setLocating] = useState<Locating>({ state: "idle" });
  const locate = (): void => {
    if (!("geolocation" in navigator)) return setLocating({ state: "told", message: text.unsupported });
    setLocating({ state: "busy" });
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        onFound(coords.longitude, coords.latitude);
        setLocating({ state: "told", message: text.accuracy, metres: Math.round(coords.accuracy) });
      },
      (error) =>
        setLocating({
          state: "told",
          message: error.code === error.PERMISSION_DENIED ? text.denied : text.failed,
        }),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  };
  return { locating, locate };
}

function LocationEditor(props: FieldEditorProps) {
  const { field, value, onChange, disabled = false } = props;
  const say = useFieldText();
  const { point, name } = draftOf(value);
  const change = (nextPoint: string, nextName: string): void => {
    const joined = nextName === "" ? nextPoint : `${nextPoint} ${nextName}`;
    onChange(joined.trim() === "" ? null : joined);
  };
  const { locating, locate } = useOwnPosition((longitude, latitude) =>
    onChange(placeText({ longitude, latitude, name })),
  );
  const ownOnly = switchSetting(field, "ownOnly");
  const status = props.error ? ("error" as const) : ("" as const);
  return (
    <div style={{ display: "grid", gap: 6 }} onBlur={() => props.onBlur?.()}>
      <div style={{ display: "flex", gap: 6 }}>
        <Input
          {...(props.id === undefined ? {} : { id: props.id })}
          value={point}
          placeholder={say(text.coordinates)}
          readOnly={ownOnly}
          disabled={disabled}
          status={status}
          size={props.size ?? "middle"}
          style={{ flex: 1, minWidth: 0 }}
          onChange={({ target }) => change(target.value.replace(/\s/g, ""), name)}
        />
        <Button
          icon={<AimOutlined />}
          loading={locating.state === "busy"}
          disabled={disabled}
          size={props.size ?? "middle"}
          onClick={locate}
        >
          {say(text.here)}
        </Button>
      </div>
      <Input
        value={name}
        placeholder={say(text.name)}
        aria-label={say(text.name)}
        disabled={disabled}
        status={status}
        size={props.size ?? "middle"}
        maxLength={200}
        onChange={({ target }) => change(point, target.value)}
      />
      {locating.state === "told" ? (
        <span role="status" style={{ fontSize: 12, opacity: 0.75 }}>
          {fillText(say(locating.message), { metres: String(locating.metres ?? "") })}
        </span>
      ) : null}
    </div>
  );
}

function LocationCell({ value }: FieldDisplayProps) {
  const place = typeof value === "string" ? readPlace(value) : undefined;
  if (!place) return typeof value === "string" ? <>{value}</> : null;
  return <>{place.name || `${place.longitude}, ${place.latitude}`}</>;
}

/** The point opens in whatever map the reader's device or the web offers; nothing is fetched before that. */
function LocationValue({ value }: FieldDisplayProps) {
  const { locale } = useFieldServices();
  const say = useFieldText();
  const place = typeof value === "string" ? readPlace(value) : undefined;
  if (!place) return typeof value === "string" ? <>{value}</> : null;
  const { longitude, latitude, name } = place;
  const map =
    locale === "zh"
      ? `https://uri.amap.com/marker?position=${longitude},${latitude}&coordinate=wgs84&name=${encodeURIComponent(name)}`
      : `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return (
    <span style={{ display: "inline-grid", gap: 2 }}>
      <span>{name || `${longitude}, ${latitude}`}</span>
      <span style={{ fontSize: 12, opacity: 0.8 }}>
        {name ? `${longitude}, ${latitude} · ` : ""}
        <a href={map} target="_blank" rel="noopener noreferrer">
          <EnvironmentOutlined aria-hidden="true" /> {say(text.map)}
        </a>
      </span>
    </span>
  );
}

/** A point on the earth. */
export const locationView = defineFieldView({
  id: "location",
  Editor: LocationEditor,
  Cell: LocationCell,
  Value: LocationValue,
});
