/** The page's line to the hall: takes levels in order, rings edges once, notices a dead line and comes back by itself. */

import { io } from "../vendor/io.js";
import { signal } from "../vendor/ui.js";
import { hallNow, setHallClock } from "./age.js";
import { SCREENS } from "./pace.js";

/** Screens and staff hear `head` every 2 s. After 5 s without one they say how old it is what they show… */
const STALE_MS = 5_000;
/** …as phones do, which hear no `head`, once a ping of every 10 s is late… */
const LATE_PING_MS = 12_500;
/** …and after this long the line is dead, whatever TCP believes. To a phone the library tells it. */
const SILENCE_MS = 12_500;
/** A screen that missed a level asks again after this long… */
const BEHIND_MS = 2_000;
/** …but not more often than this, so that a hall that writes rows no level shows is not hammered. */
const ASK_AGAIN_MS = 15_000;
/** By this machine's running time: a clock that is set meanwhile makes no line look dead. */
const elapsed = () => performance.now();
/** A no that is about us; any other (a database away) is a hall that cannot be reached just now. */
const ABOUT_US = new Set(["not_signed_in", "not_allowed", "bad_credentials", "unknown_device", "unknown_ticket"]);

/**
 * @typedef {{connected: boolean, since: number, seq: number, heardAt: number, isStale: boolean, refused: string | null}} Status
 * `since`: when this state began; `heardAt`: when the content on the screen was last known to be true (both hall time,
 * ms); `isStale`: that is longer ago than it should be, and the line is not yet given up; `seq`: newest level taken;
 * `refused`: the server's code when it does not want us, else null.
 */

/** Of a page that has no line to the hall. @type {Status} */
export const NO_LINE = { connected: false, since: 0, seq: 0, heardAt: 0, isStale: false, refused: null };

/**
 * @param {object} line
 * @param {object | (() => object)} [line.auth] Socket.IO auth: `{key}`, `{token}`, or nothing for a page's session
 * @param {Record<string, (level: any) => void>} line.levels
 * @param {Record<string, (edge: any) => void>} [line.edges]
 * @param {boolean} [line.followHead] false for a page whose levels do not follow every row of the hall (a phone)
 * @param {import("./pace.js").Pace} [line.pace] how soon it tries again
 * @returns {{status: import("../vendor/ui.js").Signal<Status>, send: (event: string, body: object) => void, close: () => void}}
 */
export function connectHall({ auth = {}, levels, edges = {}, followHead = true, pace = SCREENS }) {
  const status = signal({ ...NO_LINE, since: hallNow() });
  const socket = io("/hall", {
    auth: typeof auth === "function" ? (give) => give(auth()) : auth,
    transports: ["websocket"], forceNew: true, ...pace.tries,
  });
  /** @type {Map<string, number>} */
  let taken = new Map();
  /** @type {Set<number>} */
  let rung = new Set();
  /** @type {number | null} */
  let baseline = null;
  /** @type {{name: string, edge: {seq: number}}[]} */
  let early = [];
  let headHeard = false;
  let trueAt = 0;
  let behindSince = 0;
  let askedAt = -ASK_AGAIN_MS;
  let again = 0;
  /** When the line opened that nobody has answered on yet; 0 for none. */
  let openedAt = 0;

  const change = (/** @type {Partial<Status>} */ part) => { status.value = { ...status.value, ...part }; };
  const newest = () => Math.max(0, ...taken.values());
  const isLate = () => status.value.connected && elapsed() - trueAt > (followHead ? STALE_MS : LATE_PING_MS);

  /** What the page shows is known to be true, now. @param {Partial<Status>} [more] */
  function confirm(more = {}) {
    trueAt = elapsed();
    const back = status.value.connected ? {} : { connected: true, since: hallNow(), refused: null };
    change({ heardAt: hallNow(), isStale: false, ...back, ...more });
  }

  function down(/** @type {string | null} */ refused = null) {
    if (status.value.connected) change({ connected: false, isStale: false, since: hallNow(), refused });
    else if (status.value.refused !== refused) change({ refused });
  }

  function takeLevel(/** @type {string} */ name, /** @type {{seq: number}} */ level) {
    if (baseline === null) {
      // A hall restored from yesterday's backup starts again at a lower seq: its first word after a connect is the truth.
      if (level.seq < newest()) { taken = new Map(); rung = new Set(); }
      baseline = level.seq;
    }
    if (level.seq < (taken.get(name) ?? -1)) return;
    taken.set(name, level.seq);
    if (newest() >= level.seq) behindSince = 0;
    levels[name](level);
    confirm({ seq: newest() });
    const held = early;
    early = [];
    for (const { name: event, edge } of held) ring(event, edge);
  }

  function ring(/** @type {string} */ name, /** @type {{seq: number}} */ edge) {
    if (baseline === null) { early.push({ name, edge }); return; }
    if (edge.seq <= baseline || rung.has(edge.seq)) return;
    rung.add(edge.seq);
    edges[name](edge);
  }

  function connectIn(/** @type {number} */ ms) {
    again = window.setTimeout(() => socket.connect(), ms * (1 + Math.random()));
  }

  function reconnect() {
    // Our own hanging-up must not flash the band of a lost line: `status` changes only when the line stays away.
    socket.disconnect();
    socket.connect();
  }

  // At the end of a connection, not at the start of the next: what a server says while it lets us in is handed out
  // before "connect" is.
  socket.on("disconnect", (/** @type {string} */ reason) => {
    openedAt = 0;
    baseline = null;
    early = [];
    headHeard = false;
    behindSince = 0;
    if (reason === "io client disconnect") return;
    down();
    if (reason === "io server disconnect") connectIn(pace.openAgainMs);
  });
  socket.on("connect_error", (/** @type {Error & {data?: {code?: string}}} */ error) => {
    openedAt = 0;
    // `active` = the library tries again by itself (nobody answers); else the server answered, and does not want us.
    if (socket.active) { down(); return; }
    const code = error.data?.code ?? error.message;
    down(ABOUT_US.has(code) ? code : null);
    connectIn(pace.refusedMs);
  });
  socket.on("head", (/** @type {{seq: number, at: string}} */ head) => {
    headHeard = true;
    setHallClock(head.at);
    if (head.seq > newest()) behindSince ||= elapsed();
    else behindSince = 0;
    if (baseline !== null && !behindSince) confirm();
  });
  for (const name of Object.keys(levels)) socket.on(name, (level) => takeLevel(name, level));
  for (const name of Object.keys(edges)) if (name !== "signed_out") socket.on(name, (edge) => ring(name, edge));
  if (edges.signed_out) socket.on("signed_out", edges.signed_out);

  let heard = elapsed();
  socket.io.on("open", () => { openedAt = elapsed(); });
  // A phone hears only what is new of its own ticket: while the connection pings, every 10 s, what it shows is true.
  // The pings themselves need no database: a server without one hangs up on its phones.
  socket.io.on("ping", () => { if (!followHead && baseline !== null) confirm(); });
  socket.onAny(() => { heard = elapsed(); });
  const watch = window.setInterval(() => {
    const at = elapsed();
    if (isLate() && !status.value.isStale) change({ isStale: true });
    if (!socket.connected) {
      if (openedAt && at - openedAt > pace.unansweredMs) { openedAt = 0; down(); reconnect(); }
      return;
    }
    if (!followHead) return;
    if (headHeard && at - heard > SILENCE_MS) { down(); heard = at; reconnect(); return; }
    if (!behindSince || at - behindSince < BEHIND_MS || at - askedAt < ASK_AGAIN_MS) return;
    askedAt = at;
    reconnect();
  }, 500);

  // Somebody looks at the page again: they need not wait for the next try, nor for a line to be given up that went dead
  // in a pocket.
  const look = () => { if (!document.hidden && (status.value.connected ? isLate() : !openedAt)) reconnect(); };
  document.addEventListener("visibilitychange", look);

  return {
    status,
    send: (event, body) => { socket.emit(event, body); },
    close: () => { document.removeEventListener("visibilitychange", look); window.clearInterval(watch); window.clearTimeout(again); socket.disconnect(); },
  };
}
