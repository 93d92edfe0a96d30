import { CloseCircleFilled } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { Button, Image } from "antd";
import type { FileValue } from "../file-value.ts";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import { text } from "./text.ts";

interface PictureRowProps {
  readonly files: readonly FileValue[];
  readonly size: number;
  /** Shows all of a picture instead of filling the square. */
  readonly whole?: boolean;
  readonly onRemove?: (id: string) => void;
}

/** Pictures beside each other; one opens large, with the others a step away. */
export function PictureRow({ files, size, whole = false, onRemove }: PictureRowProps) {
  const { fileUrl } = useFieldServices();
  const say = useFieldText();
  if (files.length === 0) return null;
  if (!fileUrl) return <span>{files.map((file) => file.name).join(", ")}</span>;
  return (
    <Image.PreviewGroup>
      <span style={{ display: "flex", flexWrap: "wrap", gap: 8 }}>
        {files.map((file) => (
          <span key={file.id} style={{ position: "relative", lineHeight: 0 }}>
            <Image
              src={fileUrl(file)}
              alt={file.name}
              title={file.name}
              width={size}
              height={size}
              loading="lazy"
              style={{
                objectFit: whole ? "contain" : "cover",
                background: "#fff",
                borderRadius: 6,
                border: "1px solid rgba(128,128,128,.25)",
              }}
            />
            {onRemove ? (
              <Button
                type="text"
                shape="circle"
                size="small"
                icon={<CloseCircleFilled />}
                aria-label={fillText(say(text.remove), { name: file.name })}
                style={{
                  position: "absolute",
                  top: -8,
                  right: -8,
                  background: "rgba(255,255,255,.9)",
                  color: "#555",
                }}
                onClick={() => onRemove(file.id)}
              />
            ) : null}
          </span>
        ))}
      </span>
    </Image.PreviewGroup>
  );
}

/** Small pictures in a list, without anything to open: the row opens the record. */
export function PictureStrip({ files }: { readonly files: readonly FileValue[] }) {
  const { fileUrl } = useFieldServices();
  const say = useFieldText();
  const shown = files.slice(0, 3);
  const others = files.length - shown.length;
  if (!fileUrl) return <>{files.map((file) => file.name).join(", ")}</>;
  return (
    <span style={{ display: "inline-flex", gap: 4, alignItems: "center" }}>
      {shown.map((file) => (
        <img
          key={file.id}
          src={fileUrl(file)}
          alt={file.name}
          title={file.name}
          loading="lazy"
          width={28}
          height={28}
          style={{ objectFit: "cover", borderRadius: 4 }}
        />
      ))}
      {others > 0 ? (
        <span title={fillText(say(text.more), { count: String(others) })} style={{ opacity: 0.6 }}>
          +{others}
        </span>
      ) : null}
    </span>
  );
}
