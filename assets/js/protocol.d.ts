/** The shapes of docs/protocol.md that pages read. Types only: no page fetches this file. */

export type Wait = { p10: number; p50: number; p90: number };
export type Lane = "ordinary" | "priority" | "appointment";
export type CounterState = "open" | "paused" | "closed";
export type Hall = { name: string; parent: string; phone: string; address: string };
export type Held = { label: string; lane: Lane; state: "called" | "serving"; at: string; calls: number };
export type CounterFacts = {
  number: number; name: string; post: string; zone: string; state: CounterState; reason: string | null; until: string | null;
  services: string[];
};
export type BoardCounter = CounterFacts & { helps: string[]; ticket: Held | null };
export type Call = { seq: number; label: string; counter: number; at: string; lane: Lane; times: number; language: string; state: string; counter_state: CounterState | null };
export type BoardLine = { service: string; name: string; waiting: number; wait: Wait | null; open: boolean; closed_because: ClosedBecause; reopens_at: string | null };
export type ClosedBecause = null | "hall_closed" | "cut_off" | "full" | "not_yet";
export type RuleSentence = { services: string[]; id: string } & Record<string, any>;
export type Working = { open: boolean; reopens_at: string | null; closes_at: string | null; is_break: boolean | null };
export type Hours = Working & { issues_until: string | null; same_day_until: string | null; notice: null | "same_day_over"; reason: string | null };
export type Board = {
  seq: number; at: string; day: string; hall: Hall; counters: BoardCounter[]; calls: Call[]; lines: BoardLine[];
  rule: RuleSentence[]; trial: boolean; hours: Hours; appointments: { at: string; service: string; code: string }[]; reserve: boolean;
};
export type Device = { id: number; name: string; kind: "kiosk" | "display" | "panel" | "rating"; last_seen_at: string | null; health: any; revoked: boolean; screen: { counters: number[] } | null; trouble: Trouble | null };
export type Trouble = { wrong: string; is_printer: boolean; name: string; machine: string; last_seen_at: string | null; slips: number | null; labels: string[] };
export type Devices = { seq: number; at: string; devices: Device[]; uncalled: number[] };
export type Said = { vi: string; en: string; ko: string };
export type PlaylistItem = { kind: string; seconds: number; title: Said | null; text: Said | null; file: string };
export type Screen = {
  counters: number[]; volume: number; quiet: [string, string] | null; dark: [string, string] | null; notices: Said[]; playlist: PlaylistItem[];
  week: Record<string, [string, string][]> | null; fields: { service: string; name: Said; procedures: { vi: string; en: string }[] }[];
};
export type TicketCalled = { seq: number; label: string; counter: number; zone: string; times: number; language: string };
export type Offer = { open: boolean; closed_because: ClosedBecause; reopens_at: string | null; left: number | null; same_day: boolean };
export type Line = BoardLine & Offer & { kind: string; priority: number; longest_s: number | null; for_priority: { ahead: number; wait: Wait | null }; counters: number[]; counters_open: number[] };
export type TakenOn = { service: string; by: string; at: string };
export type Help = { since: string; reason: string };
export type CounterLine = {
  number: number; name: string; state: CounterState; since: string; label: string | null; ticket_state: string | null;
  ticket_since: string | null; served: number; help: Help | null; taken_on: TakenOn[];
};
export type Lines = { seq: number; at: string; day: string; trial: boolean; lines: Line[]; counters: CounterLine[] };
export type AlertStep = { do: string; counter?: number; service?: string; ticket?: number; label?: string; was?: "free" | "helps" | "held" | "paused" | "closed" };
export type Alert = {
  kind: string; subject: string; tone: "amber" | "red"; facts: Record<string, any>; step: AlertStep | null;
  seen: { by: string; at: string; tone: string } | null;
};
export type Alerts = {
  seq: number; at: string; targets: { amber_s: number; red_s: number }; alerts: Alert[];
  counters: { number: number; user: string | null; service: string | null; usual_s: number | null; long_s: number | null }[];
};
export type Ticket = {
  id: number; label: string; service: string; service_name: string; procedure: string | null; procedure_label: string | null;
  lane: Lane; grounds: string | null; state: string; day: string; issued_at: string; counts_from: string; called_at: string | null;
  started_at: string | null; ended_at: string | null; calls: number; counter: number | null; reserved_counter: number | null;
  outcome: string | null; missing: string[]; dossiers: number; language: string; channel: string; print: string | null;
  reason: string | null; ahead: number | null; wait: Wait | null; token: string; url: string;
  path: string[]; is_trial: boolean; slot_at: string | null; lane_checked_by: string | null; remind_at: string | null; coming_at: string | null; why: Why | null; same_day: boolean | null;
};
/** Why a ticket was called: `passed` names at most ten of those who came earlier, the earliest first. */
export type Why = {
  rule: string; because: Because; rank: number; lane: Lane; grounds: string | null; slot_at: string | null; passed_over: number; helped: boolean; reason: string | null;
  passed: { ticket: number; label: string; lane: Lane; since: string }[];
};
export type Because = "arrival" | "priority" | "appointment" | "floor" | "credit" | "chosen";
export type DeskTicket = Ticket & { checklist: { text: string; kind: string; group?: string | null }[]; time_limit: string; moves: string[] };
export type Desk = {
  seq: number; at: string;
  counter: {
    number: number; name: string; post: string; state: CounterState; reason: string | null; until: string | null; services: string[];
    helps: string[]; ready_since: string | null; help: Help | null; taken_on: TakenOn[];
  };
  ticket: DeskTicket | null; undo: { move: string; ticket: number; label: string; until: string } | null; waiting: number;
  next: {
    id: number; label: string; service: string; lane: Lane; grounds: string | null; issued_at: string; waited_s: number; rank: number; because: Because;
  }[];
  parked: { id: number; label: string; service: string; reason: string | null; at: string; remind_at: string | null; coming_at: string | null }[];
  absent: { id: number; label: string; service: string; at: string; coming_at: string | null }[];
  breaks: { start: string; end: string; reason: string }[]; grounds: { code: string; name: string }[];
  help_answered: { by: string; at: string; withdrawn: boolean } | null; may_choose: boolean; recalls_left: number | null; recall_at: string | null; trial: boolean;
  services: { code: string; name: string }[];
  counters: { number: number; name: string; state: CounterState; label: string | null; ticket_state: string | null }[];
};
export type TicketLevel = {
  seq: number; at: string; label: string; service: string; service_name: string; lane: Lane; state: string; ahead: number | null;
  wait: Wait | null; kept_of_ten: number | null; counter: number | null; issued_at: string; called_at: string | null; calls: number; language: string;
  last_called: string | null; hall: { name: string; phone: string; timezone: string };
  slot_at: string | null; is_trial: boolean; reserved_counter: number | null; came: null | "next_step" | "transferred" | "restored" | "restored_late";
  is_given_back: boolean; is_rated: boolean; coming_at: string | null; delayed_at: string | null; may: ("coming" | "delay" | "give_back")[]; hours: Working;
};
export type Spread = { n: number; median_s: number | null; p90_s: number | null; max_s: number | null; within_target: number | null };
export type Figures = {
  seq: number; at: string; day: string; issued: number; from_home: number; waiting: number; called: number; serving: number; parked: number; absent: number;
  finished: number; cancelled: number; waited: Spread; waiting_since: string[]; left_late: number; served: Spread; target_s: number;
  services: { service: string; name: string; issued: number; waiting: number; finished: number; absent: number; waited: Spread; served: Spread }[];
  counters: { number: number; name: string; finished: number; absent: number; waited: Spread; served: Spread }[];
  hours: { hour: number; issued: number; finished: number; waited: Spread; waiting_since: string[]; left_late: number }[]; outcomes: Record<string, number>; guides: number;
};
