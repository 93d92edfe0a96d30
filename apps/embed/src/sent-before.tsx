import type { Locale } from "@mortise/kit";
import { ownAddress } from "./address.ts";
import { momentText } from "./form-gate.tsx";
import { lastSent } from "./on-device.ts";
import type { Texts } from "./text.ts";

/** Reminds whoever sent something from this device that it may still be changed. */
export function SentBefore({
  slug,
  locale,
  t,
}: {
  readonly slug: string;
  readonly locale: Locale;
  readonly t: Texts;
}) {
  const sent = lastSent(slug);
  if (!sent) return null;
  return (
    <p className="restored">
      {t.sentBefore.replace("{time}", momentText(sent.until, locale))}
      <a className="plain" href={ownAddress(sent.token)}>
        {t.changeIt}
      </a>
    </p>
  );
}
