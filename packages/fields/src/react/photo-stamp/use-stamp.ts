import { fillText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useState } from "react";
import { useFieldServices, useFieldText } from "../field-services.ts";
import { listSetting } from "../../setting-values.ts";
import { ownPlace } from "./own-place.ts";
import { stampPicture } from "./stamp-picture.ts";
import { stampLines } from "../../image/stamp-text.ts";
import { text } from "../../image/text.ts";

/** Writes on pictures what the field asks for; one that cannot be written on is not taken, and said so. */
export function useStamp(field: FieldDefinition) {
  const { timeZone, locale, user, label } = useFieldServices();
  const say = useFieldText();
  const [unmarked, setUnmarked] = useState<readonly string[]>([]);
  const parts = listSetting(field, "stamp");
  const stamp = async (files: readonly File[]): Promise<readonly File[]> => {
    setUnmarked([]);
    if (parts.length === 0) return files;
    const place = parts.includes("place") ? await ownPlace() : undefined;
    const person = user && label(user.id);
    const lines = stampLines(parts, { now: new Date(), timeZone, locale, person, place });
    const marked: File[] = [];
    for (const file of files) {
      try {
        marked.push(await stampPicture(file, lines));
      } catch {
        setUnmarked((before) => [...before, fillText(say(text.unread), { name: file.name })]);
      }
    }
    return marked;
  };
  return { unmarked, stamp };
}
