import { GeoJSONSource, Map as World, NavigationControl, setWorkerUrl, type MapMouseEvent } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import worldUrl from '../../../target/web/world.json?url';
import type { JourneyItem } from './api';
import { messages } from './messages/index';

setWorkerUrl(workerUrl);

/** Shipments do not fly faster than this shows. */
const REDRAW_MS = 1_000;
/** One place is shown as a city is, not as a wall. */
const NEAREST = 7;

type Point = { type: 'Feature'; id: number; geometry: { type: 'Point'; coordinates: [number, number] }; properties: { coi: string; kind: string; label: string } };

/** Shipments on a map of the world that comes with us: no other host is asked for anything. */
export class ShipmentMap extends HTMLElement {
  private world: World | undefined;
  private ready = false;
  private shown: readonly JourneyItem[] = [];
  private points: Point[] = [];
  /** What is drawn: where nothing moved, nothing is drawn again. */
  private looked = '';
  private drawing: number | undefined;
  private framed = false;
  private readonly scheme = window.matchMedia('(prefers-color-scheme: dark)');
  private readonly recolour = (): void => this.rebuild();

  connectedCallback(): void {
    this.scheme.addEventListener('change', this.recolour);
    this.rebuild();
  }

  disconnectedCallback(): void {
    this.scheme.removeEventListener('change', this.recolour);
    window.clearTimeout(this.drawing);
    this.world?.remove();
    this.world = undefined;
    this.ready = false;
  }

  set journeys(shown: readonly JourneyItem[]) {
    this.shown = shown;
    this.drawing ??= window.setTimeout(() => {
      this.drawing = undefined;
      this.draw();
    }, this.framed ? REDRAW_MS : 0);
  }

  private place(): void {
    this.points = this.shown.flatMap((journey, id) => {
      const { position } = journey;
      return position === null ? [] : [{
        type: 'Feature' as const,
        id,
        geometry: { type: 'Point' as const, coordinates: [position.longitude, position.latitude] as [number, number] },
        properties: { coi: journey.coi, kind: kindOf(journey), label: journey.coi.slice(-6) },
      }];
    });
  }

  /** Goes to where a shipment is. */
  show(coi: string): void {
    this.place();
    const point = this.points.find(one => one.properties.coi === coi);
    if (point !== undefined) {
      this.world?.jumpTo({ center: point.geometry.coordinates, zoom: NEAREST });
    }
  }

  private rebuild(): void {
    const before = this.world;
    const view = before === undefined ? { center: [10, 45] as [number, number], zoom: 2.5 } : { center: before.getCenter(), zoom: before.getZoom() };
    before?.remove();
    this.ready = false;
    const colour = (name: string): string => getComputedStyle(this).getPropertyValue(name).trim();
    const world = new World({
      container: this,
      ...view,
      maxZoom: 12,
      renderWorldCopies: true,
      attributionControl: { compact: false, customAttribution: messages.mapSource },
      canvasContextAttributes: { preserveDrawingBuffer: false },
      style: {
        version: 8,
        sources: {
          countries: { type: 'geojson', data: new URL(worldUrl, location.href).href },
          shipments: { type: 'geojson', data: { type: 'FeatureCollection', features: [] }, cluster: true, clusterRadius: 30, clusterMaxZoom: 9 },
        },
        layers: [
          { id: 'sea', type: 'background', paint: { 'background-color': colour('--ground') } },
          { id: 'land', type: 'fill', source: 'countries', paint: { 'fill-color': colour('--land'), 'fill-antialias': false } },
          { id: 'borders', type: 'line', source: 'countries', paint: { 'line-color': colour('--line'), 'line-width': 0.8 } },
          {
            id: 'clusters', type: 'circle', source: 'shipments', filter: ['has', 'point_count'],
            paint: { 'circle-color': colour('--accent'), 'circle-radius': ['interpolate', ['linear'], ['get', 'point_count'], 2, 12, 200, 26], 'circle-stroke-width': 2, 'circle-stroke-color': colour('--surface') },
          },
          {
            id: 'counts', type: 'symbol', source: 'shipments', filter: ['has', 'point_count'],
            layout: { 'text-field': ['get', 'point_count_abbreviated'], 'text-size': 13, 'text-font': ['DejaVu Sans Bold', 'Arial Bold'], 'text-allow-overlap': true },
            paint: { 'text-color': colour('--on-accent') },
          },
          {
            id: 'single', type: 'symbol', source: 'shipments', filter: ['!', ['has', 'point_count']],
            layout: {
              'icon-image': ['get', 'kind'], 'icon-allow-overlap': true, 'text-field': ['step', ['zoom'], '', 5, ['get', 'label']], 'text-size': 12,
              'text-font': ['DejaVu Sans', 'Arial'], 'text-offset': [0, 1.4], 'text-optional': true,
            },
            paint: { 'text-color': colour('--ink'), 'text-halo-color': colour('--surface'), 'text-halo-width': 2 },
          },
        ],
      },
    });
    this.world = world;
    world.getCanvas().setAttribute('aria-label', messages.map);
    world.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    world.on('load', () => {
      for (const kind of ['good', 'absent', 'major', 'critical'] as const) {
        world.addImage(kind, sign(kind, colour(`--${kind}`), colour('--surface')), { pixelRatio: 2 });
      }
      this.ready = true;
      this.looked = '';
      this.dataset.ready = '';
      this.draw();
    });
    const click = (event: MapMouseEvent): void => {
      const [found] = world.queryRenderedFeatures(event.point, { layers: ['single', 'clusters'] });
      if (found?.layer.id === 'single') {
        this.dispatchEvent(new CustomEvent('chosen', { detail: String(found.properties.coi) }));
      } else if (found?.layer.id === 'clusters') {
        world.easeTo({ center: event.lngLat, zoom: world.getZoom() + 2 });
      }
    };
    world.on('click', click);
  }

  private draw(): void {
    if (!this.ready || this.world === undefined) {
      return;
    }
    this.place();
    const looks = JSON.stringify(this.points);
    const source = this.world.getSource('shipments');
    if (source instanceof GeoJSONSource && looks !== this.looked) {
      this.looked = looks;
      void source.setData({ type: 'FeatureCollection', features: this.points });
    }
    this.dataset.placed = String(this.points.length);
    if (!this.framed && this.points.length > 0) {
      this.framed = true;
      const east = this.points.map(point => point.geometry.coordinates[0]);
      const north = this.points.map(point => point.geometry.coordinates[1]);
      this.world.fitBounds([[Math.min(...east), Math.min(...north)], [Math.max(...east), Math.max(...north)]], { padding: 60, maxZoom: NEAREST, animate: false });
    }
  }
}

/** Good, on hold, out of range, or nothing heard: a shape and a colour each. */
function kindOf(journey: JourneyItem): string {
  return journey.temperature !== null && !journey.temperature.inRange ? 'critical' : journey.holds.length > 0 ? 'major' : journey.temperature === null ? 'absent' : 'good';
}

const SIZE = 44;

/** A circle, a ring, a triangle, a cross: told apart without colour. */
function sign(kind: 'good' | 'absent' | 'major' | 'critical', colour: string, edge: string): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE;
  const draw = canvas.getContext('2d');
  if (draw === null) {
    return new ImageData(SIZE, SIZE);
  }
  const middle = SIZE / 2;
  const far = middle * 0.7;
  const shape = new Path2D();
  if (kind === 'major') {
    shape.moveTo(middle, middle - far);
    shape.lineTo(middle + far, middle + far * 0.8);
    shape.lineTo(middle - far, middle + far * 0.8);
    shape.closePath();
  } else if (kind === 'critical') {
    const [a, b] = [far * 0.35, far];
    const corners: [number, number][] = [[0, -a], [b - a, -b], [b, -b + a], [a, 0], [b, b - a], [b - a, b], [0, a], [-b + a, b], [-b, b - a], [-a, 0], [-b, -b + a], [-b + a, -b]];
    corners.forEach(([x, y], i) => (i === 0 ? shape.moveTo(middle + x, middle + y) : shape.lineTo(middle + x, middle + y)));
    shape.closePath();
  } else {
    shape.arc(middle, middle, far * 0.75, 0, 2 * Math.PI);
  }
  draw.lineWidth = 6;
  draw.strokeStyle = edge;
  draw.stroke(shape);
  if (kind === 'absent') {
    draw.strokeStyle = colour;
    draw.lineWidth = 5;
    draw.stroke(shape);
  } else {
    draw.fillStyle = colour;
    draw.fill(shape);
  }
  return draw.getImageData(0, 0, SIZE, SIZE);
}

customElements.define('shipment-map', ShipmentMap);
