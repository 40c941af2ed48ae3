import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Stretch, TemperatureLeg, ThermalLeg } from './api';
import { inTurn } from './turns';

const HEIGHT = 240;
/** What of a leg is asked for when somebody zooms in: its readings between two times. */
export type Zoom = (leg: TemperatureLeg, from: number, until: number) => Promise<TemperatureLeg | undefined>;

interface Drawn {
  leg: TemperatureLeg;
  judged: ThermalLeg;
  offsetMinutes: number;
  zoom: Zoom;
  /** Of shipper and logger: tilted, shocked, stopped and the like. */
  episodes: Stretch[];
  /** Until when the shipper keeps its temperature by itself. */
  holdUntil: string | undefined;
  /** When readings were made that are marked, in milliseconds. */
  marked: number[];
}

/** Degrees around a flat line, so that noise does not look like a crisis. */
const LEAST_SPAN = 2;

/** The readings of one logger while it spoke for the cells, over its allowed range; gaps are hatched, never joined. */
class LegChart extends HTMLElement {
  private plot: uPlot | undefined;
  private drawn: Drawn | undefined;
  /** What is seen, while it is not the whole leg. */
  private seen: TemperatureLeg | undefined;
  private readonly scheme = window.matchMedia('(prefers-color-scheme: dark)');
  private readonly drawing = (): void => this.draw();
  private readonly redraw = (): void => inTurn(this.drawing);
  private readonly sizes = new ResizeObserver(() => this.plot?.setSize({ width: this.clientWidth, height: HEIGHT }));

  connectedCallback(): void {
    this.sizes.observe(this);
    this.scheme.addEventListener('change', this.redraw);
    this.redraw();
  }

  disconnectedCallback(): void {
    this.sizes.disconnect();
    this.scheme.removeEventListener('change', this.redraw);
    this.plot?.destroy();
    this.plot = undefined;
  }

  set leg(value: Drawn) {
    const same = this.drawn !== undefined && looks(this.drawn) === looks(value);
    this.drawn = value;
    // A chart that is drawn anew loses what somebody is selecting.
    if (this.seen === undefined && !same) {
      this.redraw();
    }
  }

  /** Asks for what was selected, drawn finer; a double click shows the whole again. */
  private async look(plot: uPlot): Promise<void> {
    const { left, width } = plot.select;
    if (this.drawn === undefined || width < 4) {
      return;
    }
    const from = plot.posToVal(left, 'x') * 1000;
    const until = plot.posToVal(left + width, 'x') * 1000;
    const finer = await this.drawn.zoom(this.drawn.leg, from, until).catch(() => undefined);
    if (finer !== undefined && finer.points.length > 1) {
      this.seen = finer;
      this.draw();
    }
  }

  private readonly whole = (): void => {
    this.seen = undefined;
    this.draw();
  };

  private draw(): void {
    this.plot?.destroy();
    this.plot = undefined;
    if (this.drawn === undefined || !this.isConnected) {
      return;
    }
    const drawn = this.drawn;
    const { judged, offsetMinutes } = drawn;
    const leg = this.seen ?? this.drawn.leg;
    const colour = (name: string): string => getComputedStyle(this).getPropertyValue(name).trim();
    const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line') } };
    this.plot = new uPlot(
      {
        width: Math.max(this.clientWidth, 200),
        height: HEIGHT,
        legend: { show: false },
        // The clock of the place: shifted, then read as UTC.
        tzDate: seconds => uPlot.tzDate(new Date((seconds + offsetMinutes * 60) * 1000), 'Etc/UTC'),
        cursor: { drag: { x: true, y: false, setScale: false }, bind: { dblclick: () => () => (this.whole(), null) } },
        scales: { y: { range: (_plot, low, high) => span(judged, low, high) } },
        axes: [{ ...axis, space: 90, values: (_plot, ticks) => ticks.map((tick, i) => clock(tick, ticks[i - 1], offsetMinutes)) }, { ...axis, size: 60, values: (_plot, ticks) => ticks.map(tick => `${tick}`.replace('-', '−') + ' °C') }],
        series: [
          {},
          { stroke: colour('--accent'), width: 2, spanGaps: false, points: { show: leg.points.length < 3, size: 6 } },
          { stroke: colour('--accent'), width: 0.5, spanGaps: false, points: { show: false } },
          { stroke: colour('--accent'), width: 0.5, spanGaps: false, points: { show: false } },
        ],
        // Between the warmest and the coldest of each step.
        bands: [{ series: [2, 3], fill: `${colour('--accent')}44` }],
        hooks: { drawClear: [plot => ground(plot, judged, colour)], draw: [plot => signs(plot, drawn, colour)], setSelect: [plot => void this.look(plot)] },
      },
      data(leg, judged),
      this,
    );
  }
}

/** Two that look the same are not drawn twice. */
function looks({ leg, judged, episodes, holdUntil, marked }: Drawn): string {
  return JSON.stringify([leg.total, leg.points.length, leg.points.at(-1), judged.excursions, judged.gaps, episodes, holdUntil, marked]);
}

const SIGN = 6;

/** Episodes as a bar along the bottom, marked readings as crosses along the top, the end of the shipper's time as a line. */
function signs(plot: uPlot, { episodes, holdUntil, marked }: Drawn, colour: (name: string) => string): void {
  const { left, top, width, height } = plot.bbox;
  const draw = plot.ctx;
  const size = SIGN * devicePixelRatio;
  const x = (time: number): number => plot.valToPos(time / 1000, 'x', true);
  draw.save();
  draw.beginPath();
  draw.rect(left, top, width, height);
  draw.clip();
  draw.fillStyle = colour('--warning');
  episodes.forEach(({ from, until }) => {
    const begin = x(Date.parse(from));
    draw.fillRect(begin, top + height - size, Math.max((until === undefined ? left + width : x(Date.parse(until))) - begin, size / 2), size);
  });
  draw.strokeStyle = colour('--major');
  draw.lineWidth = 2 * devicePixelRatio;
  draw.beginPath();
  marked.map(x).forEach(middle => {
    draw.moveTo(middle - size / 2, top + size / 2);
    draw.lineTo(middle + size / 2, top + 1.5 * size);
    draw.moveTo(middle + size / 2, top + size / 2);
    draw.lineTo(middle - size / 2, top + 1.5 * size);
  });
  draw.stroke();
  if (holdUntil !== undefined) {
    draw.setLineDash([2 * size, size]);
    draw.beginPath();
    draw.moveTo(x(Date.parse(holdUntil)), top);
    draw.lineTo(x(Date.parse(holdUntil)), top + height);
    draw.stroke();
  }
  draw.restore();
}

/** The clock of the place, with the date wherever the day changes. */
export function clock(tick: number, before: number | undefined, offsetMinutes: number): string {
  const there = (seconds: number): string => new Date((seconds + offsetMinutes * 60) * 1000).toISOString();
  const now = there(tick);
  const sameDay = before !== undefined && there(before).slice(0, 10) === now.slice(0, 10);
  return sameDay ? now.slice(11, 16) : `${now.slice(11, 16)}\n${now.slice(0, 10)}`;
}

function span(judged: ThermalLeg, low: number, high: number): [number, number] {
  const { low: least, high: most } = judged.rule.range;
  // A limit far from all readings would flatten them; it is then in the words above the chart only.
  const near = [least, most].filter(limit => limit !== undefined).map(Number).filter(limit => Math.abs(limit - low) < 15 || Math.abs(limit - high) < 15);
  const from = Math.min(low, ...near);
  const until = Math.max(high, ...near);
  const margin = Math.max((until - from) * 0.1, LEAST_SPAN / 2);
  return [from - margin, until + margin];
}

/** An empty reading inside each gap breaks the line there. */
function data(leg: TemperatureLeg, judged: ThermalLeg): uPlot.AlignedData {
  type Point = [number, number | null, number | null, number | null];
  const points: Point[] = leg.points.map(([time, min, max, mean]) => [time / 1000, mean / 100, max / 100, min / 100]);
  const first = points[0]?.[0] ?? 0;
  const last = points[points.length - 1]?.[0] ?? 0;
  judged.gaps
    .map(gap => Date.parse(gap.from) / 1000 + 0.5)
    .filter(time => time > first && time < last)
    .forEach(time => points.push([time, null, null, null]));
  points.sort(([one], [other]) => one - other);
  return [points.map(point => point[0]), points.map(point => point[1]), points.map(point => point[2]), points.map(point => point[3])];
}

/** The allowed range, excursions and gaps behind the line. */
function ground(plot: uPlot, judged: ThermalLeg, colour: (name: string) => string): void {
  const { left, top, width, height } = plot.bbox;
  const draw = plot.ctx;
  draw.save();
  draw.beginPath();
  draw.rect(left, top, width, height);
  draw.clip();
  const y = (limit: string | undefined, otherwise: number): number => (limit === undefined ? otherwise : plot.valToPos(Number(limit), 'y', true));
  const high = y(judged.rule.range.high, top);
  const low = y(judged.rule.range.low, top + height);
  draw.fillStyle = colour('--good-ground');
  draw.fillRect(left, high, width, low - high);
  const across = (from: string, until: string | undefined): [number, number] => {
    const x = plot.valToPos(Date.parse(from) / 1000, 'x', true);
    const end = until === undefined ? left + width : plot.valToPos(Date.parse(until) / 1000, 'x', true);
    return [x, Math.max(end - x, 2)];
  };
  draw.fillStyle = colour('--critical-ground');
  judged.excursions.forEach(excursion => {
    const [x, wide] = across(excursion.from, excursion.until);
    draw.fillRect(x, top, wide, height);
  });
  draw.strokeStyle = colour('--good');
  draw.setLineDash([6, 4]);
  for (const limit of [judged.rule.range.high, judged.rule.range.low]) {
    if (limit !== undefined) {
      draw.beginPath();
      draw.moveTo(left, y(limit, 0));
      draw.lineTo(left + width, y(limit, 0));
      draw.stroke();
    }
  }
  draw.setLineDash([]);
  judged.gaps.forEach(gap => hatch(draw, across(gap.from, gap.until), top, height, colour));
  draw.restore();
}

function hatch(draw: CanvasRenderingContext2D, [x, wide]: [number, number], top: number, height: number, colour: (name: string) => string): void {
  draw.save();
  draw.beginPath();
  draw.rect(x, top, wide, height);
  draw.clip();
  draw.fillStyle = colour('--absent-ground');
  draw.fillRect(x, top, wide, height);
  draw.strokeStyle = colour('--absent');
  draw.lineWidth = 1;
  for (let start = x - height; start < x + wide; start += 12) {
    draw.beginPath();
    draw.moveTo(start, top + height);
    draw.lineTo(start + height, top);
    draw.stroke();
  }
  draw.restore();
}

customElements.define('leg-chart', LegChart);
