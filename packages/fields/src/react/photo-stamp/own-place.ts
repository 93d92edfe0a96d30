const PATIENCE_MS = 10_000;
const STILL_TRUE_MS = 60_000;

/** Where the device is; undefined when it does not tell, or takes too long. */
export async function ownPlace(): Promise<
  { readonly longitude: number; readonly latitude: number } | undefined
> {
  if (!("geolocation" in navigator)) return undefined;
  return new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude } }) => resolve({ longitude, latitude }),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: STILL_TRUE_MS },
    ),
  );
}
