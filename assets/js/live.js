/** The page's line to the hall: takes levels in order, rings edges once, notices a dead line and comes back by itself. */

import { io } from "../vendor/io.js";
import { signal } from "../vendor/ui.js";
import { hallNow, setHallClock } from "./age.js";

/** The server says `head` every 5 s: two and a half missed ones mean that the line is dead, whatever TCP believes. */
const SILENCE_MS = 12_500;
/** A screen that missed a level asks again after this long… */
const BEHIND_MS = 2_000;
/** …but not more often than this, so that a hall that writes rows no level shows is not hammered. */
const ASK_AGAIN_MS = 15_000;
const REFUSED_RETRY_MS = 5_000;
/** A server whose database fails may let us in to the line and never to the hall: neither yes nor no. */
const UNANSWERED_MS = 5_000;
/** A no that is about us; any other (a database away) is a hall that cannot be reached just now. */
const ABOUT_US = new Set(["not_signed_in", "not_allowed", "bad_credentials", "unknown_device", "unknown_ticket"]);

/**
 * @typedef {{connected: boolean, since: number, seq: number, heardAt: number, refused: string | null}} Status
 * `since`: when this state began; `heardAt`: when the content on the screen was last known to be true (both hall time,
 * ms); `seq`: newest level taken; `refused`: the server's code when it does not want us, else null.
 */

/**
 * @param {object} line
 * @param {object | (() => object)} [line.auth] Socket.IO auth: `{key}`, `{token}`, or nothing for a page's session
 * @param {Record<string, (level: any) => void>} line.levels
 * @param {Record<string, (edge: any) => void>} [line.edges]
 * @param {boolean} [line.followHead] false for a page whose levels do not follow every row of the hall (a phone)
 * @returns {{status: import("../vendor/ui.js").Signal<Status>, send: (event: string, body: object) => void, close: () => void}}
 */
export function connectHall({ auth = {}, levels, edges = {}, followHead = true }) {
  const status = signal(/** @type {Status} */ ({ connected: false, since: hallNow(), seq: 0, heardAt: 0, refused: null }));
  const socket = io("/hall", {
    auth: typeof auth === "function" ? (give) => give(auth()) : auth,
    transports: ["websocket"], forceNew: true, timeout: 4_000,
    reconnectionDelay: 400, reconnectionDelayMax: 1_300, randomizationFactor: 0.5,
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
  let behindSince = 0;
  let askedAt = 0;
  let again = 0;
  /** When the line opened that nobody has answered on yet; 0 for none. */
  let openedAt = 0;

  const change = (/** @type {Partial<Status>} */ part) => { status.value = { ...status.value, ...part }; };
  const newest = () => Math.max(0, ...taken.values());

  function down(/** @type {string | null} */ refused = null) {
    if (status.value.connected) change({ connected: false, since: hallNow(), refused });
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
    change({ seq: newest(), heardAt: hallNow(), ...(status.value.connected ? {} : { connected: true, since: hallNow(), refused: null }) });
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
    if (reason === "io server disconnect") again = window.setTimeout(() => socket.connect(), 500 + Math.random() * 1_000);
  });
  socket.on("connect_error", (/** @type {Error & {data?: {code?: string}}} */ error) => {
    openedAt = 0;
    // `active` = the library tries again by itself (nobody answers); else the server answered, and does not want us.
    if (socket.active) { down(); return; }
    const code = error.data?.code ?? error.message;
    down(ABOUT_US.has(code) ? code : null);
    again = window.setTimeout(() => socket.connect(), REFUSED_RETRY_MS);
  });
  socket.on("head", (/** @type {{seq: number, at: string}} */ head) => {
    headHeard = true;
    setHallClock(head.at);
    if (head.seq > newest()) behindSince ||= hallNow();
    else { behindSince = 0; change({ heardAt: hallNow() }); }
  });
  for (const name of Object.keys(levels)) socket.on(name, (level) => takeLevel(name, level));
  for (const name of Object.keys(edges)) if (name !== "signed_out") socket.on(name, (edge) => ring(name, edge));
  if (edges.signed_out) socket.on("signed_out", edges.signed_out);

  let heard = Date.now();
  socket.io.on("open", () => { openedAt = Date.now(); });
  socket.onAny(() => { heard = Date.now(); });
  const watch = window.setInterval(() => {
    if (!socket.connected) {
      if (openedAt && Date.now() - openedAt > UNANSWERED_MS) { openedAt = 0; down(); reconnect(); }
      return;
    }
    if (headHeard && Date.now() - heard > SILENCE_MS) { down(); heard = Date.now(); reconnect(); return; }
    if (!followHead || !behindSince || hallNow() - behindSince < BEHIND_MS || Date.now() - askedAt < ASK_AGAIN_MS) return;
    askedAt = Date.now();
    reconnect();
  }, 500);

  return {
    status,
    send: (event, body) => { socket.emit(event, body); },
    close: () => { window.clearInterval(watch); window.clearTimeout(again); socket.disconnect(); },
  };
}
