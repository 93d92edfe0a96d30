/** A point on the earth in degrees (WGS 84). */
export interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

/**
 * Where provinces (at their capital) and large cities lie, to a tenth of a degree: "code longitude latitude". A region
 * whose own centre is not listed stands at that of the one above.
 */
const LINES = `11 116.4 39.9|12 117.2 39.1|13 114.5 38.0|1302 118.2 39.6|1303 119.6 39.9|1306 115.5 38.9|14 112.5 37.9|1402 113.3 40.1
15 111.7 40.8|1502 109.8 40.7|21 123.4 41.8|2102 121.6 38.9|2103 123.0 41.1|22 125.3 43.9|2202 126.5 43.8|23 126.6 45.8|2302 123.9 47.3|2306 125.1 46.6
31 121.5 31.2|32 118.8 32.1|3202 120.3 31.6|3203 117.2 34.3|3204 119.9 31.8|3205 120.6 31.3|3206 120.9 32.0|3210 119.4 32.4
33 120.2 30.3|3302 121.5 29.9|3303 120.7 28.0|3304 120.8 30.7|3306 120.6 30.0|3307 119.6 29.1|3310 121.4 28.7|34 117.2 31.8|3402 118.4 31.3
35 119.3 26.1|3502 118.1 24.5|3505 118.6 24.9|36 115.9 28.7|3607 114.9 25.8|37 117.0 36.7|3702 120.4 36.1|3703 118.1 36.8|3706 121.4 37.5|3707 119.2 36.7
3708 116.6 35.4|3713 118.4 35.1|41 113.6 34.7|4103 112.5 34.6|42 114.3 30.6|4205 111.3 30.7|4206 112.1 32.0|43 113.0 28.2|4302 113.1 27.8|4304 112.6 26.9
44 113.3 23.1|4403 114.1 22.5|4404 113.6 22.3|4405 116.7 23.4|4406 113.1 23.0|4413 114.4 23.1|4419 113.8 23.0|4420 113.4 22.5|45 108.3 22.8|4502 109.4 24.3|4503 110.3 25.3
46 110.3 20.0|4602 109.5 18.3|50 106.6 29.6|51 104.1 30.7|5107 104.7 31.5|52 106.7 26.6|5203 106.9 27.7|53 102.7 25.0|5329 100.2 25.6|54 91.1 29.7
61 108.9 34.3|6104 108.7 34.3|62 103.8 36.1|63 101.8 36.6|64 106.3 38.5|65 87.6 43.8|71 121.5 25.0|81 114.2 22.3|82 113.5 22.2`;

const centres = new Map(
  LINES.split(/[\n|]/).map((line) => {
    const [code = "", longitude, latitude] = line.split(" ");
    return [code, { longitude: Number(longitude), latitude: Number(latitude) }] as const;
  }),
);

/** Where a region lies: at its own centre where that is known, else at that of the region above. */
export function regionCentre(code: string): Point | undefined {
  return centres.get(code.slice(0, 4)) ?? centres.get(code.slice(0, 2));
}

/** The provinces with their centres. */
export function provinceCentres(): readonly (Point & { readonly code: string })[] {
  return [...centres].flatMap(([code, point]) => (code.length === 2 ? [{ code, ...point }] : []));
}
